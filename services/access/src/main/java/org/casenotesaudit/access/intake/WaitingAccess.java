package org.casenotesaudit.access.intake;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access on record for which some person is not known yet.
 *
 * @param workerId null while the worker is not known
 * @param clientId null while the client is not known, or if it is about none
 * @param waitsForClient whether it is about a client who is not known yet
 */
record WaitingAccess(
    ForeignAccess access,
    @Nullable UUID workerId,
    @Nullable UUID clientId,
    boolean waitsForClient) {}

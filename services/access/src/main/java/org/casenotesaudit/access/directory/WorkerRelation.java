package org.casenotesaudit.access.directory;

import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Two workers stand close to each other. Of what kind that is, a household or a friendship, is not
 * part of it.
 *
 * @param workerId who declared it, or for whom an administrator did
 * @param endedAt since when it no longer holds; null while it does
 */
record WorkerRelation(
    UUID relationId,
    WorkerId workerId,
    WorkerId otherWorkerId,
    Instant validFrom,
    @Nullable Instant endedAt) {}

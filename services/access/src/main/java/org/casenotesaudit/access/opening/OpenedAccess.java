package org.casenotesaudit.access.opening;

import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;

/** A permitted access on record, with the grant under which its content can be fetched. */
record OpenedAccess(
    AccessId accessId,
    WorkerId workerId,
    RecordKind recordKind,
    UUID recordId,
    Action action,
    Purpose purpose,
    UUID grantId,
    boolean rangeable,
    Instant expiresAt) {}

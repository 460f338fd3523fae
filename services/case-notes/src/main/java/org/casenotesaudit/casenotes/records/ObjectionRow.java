package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A client's objection to accesses by a worker or a team. Why it was decided so is sealed. */
@MappedEntity("objection")
public record ObjectionRow(
    @Id UUID objectionId,
    UUID clientId,
    @Nullable String workerId,
    @Nullable UUID teamId,
    Instant raisedAt,
    String recordedBy,
    Instant recordedAt,
    @Nullable String outcome,
    @Nullable Boolean clientTold,
    @Nullable Instant decidedAt,
    @Nullable byte[] sealedReason) {}

package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A worker or a team allocated to a case. Exactly one of the two is set. */
@MappedEntity("allocation")
public record AllocationRow(
    @Id UUID allocationId,
    UUID caseId,
    UUID clientId,
    @Nullable String workerId,
    @Nullable UUID teamId,
    String allocationKind,
    Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable String requestedBy,
    String recordedBy,
    Instant recordedAt,
    @Nullable Instant endedAt) {}

package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A legal request that names a client, assigned to a worker or a team. */
@MappedEntity("legal_request")
public record LegalRequestRow(
    @Id UUID requestId,
    UUID clientId,
    String requestKind,
    @Nullable String workerId,
    @Nullable UUID teamId,
    Instant validFrom,
    @Nullable Instant validUntil,
    String recordedBy,
    Instant recordedAt,
    @Nullable Instant closedAt) {}

package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A client's record closed to all but the workers named. */
@MappedEntity("restriction")
public record RestrictionRow(
    @Id UUID restrictionId,
    UUID clientId,
    String namedWorkerIds,
    Instant validFrom,
    @Nullable Instant validUntil,
    String recordedBy,
    Instant recordedAt,
    @Nullable Instant liftedAt) {}

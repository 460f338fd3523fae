package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A conflict of interest. Its kind is sealed; only its strength is published. */
@MappedEntity("conflict_of_interest")
public record ConflictRow(
    @Id UUID conflictId,
    UUID clientId,
    String workerId,
    byte[] sealedKind,
    String strength,
    Instant validFrom,
    @Nullable Instant validUntil,
    String recordedBy,
    Instant recordedAt,
    @Nullable Instant clearedAt) {}

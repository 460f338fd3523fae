package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** What a worker declared about themselves and a client. */
@MappedEntity("declaration")
public record DeclarationRow(
    @Id UUID declarationId,
    UUID clientId,
    String workerId,
    String declarationKind,
    @Nullable UUID accessId,
    Instant recordedAt) {}

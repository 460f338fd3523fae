package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** What access was promised: one worker, one item, one value of the deciding facts, one use. */
@MappedEntity("reading_grant")
public record GrantRow(
    @Id UUID grantId,
    String workerId,
    String roles,
    String teamIds,
    String superviseeIds,
    String employment,
    String itemKind,
    UUID itemId,
    String action,
    String purpose,
    boolean brokeGlass,
    String birthDatesKnown,
    String glassStandsFor,
    long factVersion,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant usedAt) {}

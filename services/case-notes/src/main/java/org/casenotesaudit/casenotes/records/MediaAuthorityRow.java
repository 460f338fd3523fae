package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** An authority for media, or its refusal. Who gave it, and the evidence, are sealed. */
@MappedEntity("media_authority")
public record MediaAuthorityRow(
    @Id UUID authorityId,
    UUID clientId,
    String authorityKind,
    boolean refused,
    String mediaKinds,
    String uses,
    String purposes,
    String mediaIds,
    String audienceTeamIds,
    Instant validFrom,
    @Nullable Instant validUntil,
    byte[] sealedEvidence,
    String recordedBy,
    Instant recordedAt,
    @Nullable String withdrawnBy,
    @Nullable Instant withdrawnAt,
    @Nullable Instant withdrawalRecordedAt) {}

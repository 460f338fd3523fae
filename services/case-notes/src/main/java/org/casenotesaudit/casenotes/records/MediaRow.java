package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A photo, video or audio recording; its bytes stand sealed in chunks. */
@MappedEntity("media")
public record MediaRow(
    @Id UUID mediaId,
    UUID caseId,
    UUID actId,
    byte[] wrappedKey,
    String mediaKind,
    String mediaType,
    long sizeBytes,
    Instant capturedAt,
    String authorId,
    Instant recordedAt,
    int nonClientSubjects,
    int unidentifiedSubjects) {}

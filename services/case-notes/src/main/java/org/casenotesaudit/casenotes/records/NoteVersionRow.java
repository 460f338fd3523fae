package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** One version of a note's text, sealed. Versions are never changed. */
@MappedEntity("note_version")
public record NoteVersionRow(
    @Id UUID noteVersionId,
    UUID noteId,
    int version,
    byte[] sealedText,
    String authorId,
    Instant recordedAt) {}

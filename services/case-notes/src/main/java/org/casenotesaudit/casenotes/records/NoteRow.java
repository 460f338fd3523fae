package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A case note; its texts stand in its versions. */
@MappedEntity("note")
public record NoteRow(
    @Id UUID noteId,
    UUID caseId,
    UUID clientId,
    String authorId,
    Instant contactAt,
    int latestVersion) {}

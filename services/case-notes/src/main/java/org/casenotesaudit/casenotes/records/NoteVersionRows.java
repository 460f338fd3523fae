package org.casenotesaudit.casenotes.records;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Versions of notes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoteVersionRows extends GenericRepository<NoteVersionRow, UUID> {

  NoteVersionRow save(NoteVersionRow row);

  Optional<NoteVersionRow> findByNoteIdAndVersion(UUID noteId, int version);
}

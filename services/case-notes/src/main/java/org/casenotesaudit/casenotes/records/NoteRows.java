package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoteRows extends GenericRepository<NoteRow, UUID> {

  NoteRow save(NoteRow row);

  Optional<NoteRow> findById(UUID noteId);

  List<NoteRow> findByCaseIdOrderByContactAt(UUID caseId);

  @Query("UPDATE note SET latest_version = :version WHERE note_id = :noteId")
  long raise(UUID noteId, int version);
}

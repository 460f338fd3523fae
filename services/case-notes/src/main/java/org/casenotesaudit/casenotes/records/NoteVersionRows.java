package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Versions of notes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface NoteVersionRows extends GenericRepository<NoteVersionRow, UUID> {

  NoteVersionRow save(NoteVersionRow row);

  @Query(
      """
      SELECT version, contact_at, sealed_text FROM note JOIN note_version USING (note_id)
       WHERE note_id = :noteId AND version = latest_version
      """)
  Optional<LatestText> latestOf(UUID noteId);
}

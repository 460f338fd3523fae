package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cases. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CaseRows extends GenericRepository<CaseRow, UUID> {

  CaseRow save(CaseRow row);

  CaseRow update(CaseRow row);

  Optional<CaseRow> findById(UUID caseId);

  List<CaseRow> findByClientId(UUID clientId);

  /** The case that holds a note. */
  @Query("SELECT case_record.* FROM case_record JOIN note USING (case_id) WHERE note_id = :noteId")
  Optional<CaseRow> findByNoteId(UUID noteId);
}

package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Conflicts of interest. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ConflictRows extends GenericRepository<ConflictRow, UUID> {

  ConflictRow save(ConflictRow row);

  Optional<ConflictRow> findById(UUID conflictId);

  /** Changes nothing and answers 0 where it was cleared before. */
  @Query(
      "UPDATE conflict_of_interest SET cleared_at = :clearedAt WHERE conflict_id = :conflictId"
          + " AND cleared_at IS NULL")
  long clear(UUID conflictId, Instant clearedAt);
}

package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Legal requests. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LegalRequestRows extends GenericRepository<LegalRequestRow, UUID> {

  LegalRequestRow save(LegalRequestRow row);

  Optional<LegalRequestRow> findById(UUID requestId);

  /** Changes nothing and answers 0 where it was closed before. */
  @Query(
      "UPDATE legal_request SET closed_at = :closedAt WHERE request_id = :requestId"
          + " AND closed_at IS NULL")
  long close(UUID requestId, Instant closedAt);
}

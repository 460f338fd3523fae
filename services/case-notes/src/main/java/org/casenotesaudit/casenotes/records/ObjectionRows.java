package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Objections. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ObjectionRows extends GenericRepository<ObjectionRow, UUID> {

  ObjectionRow save(ObjectionRow row);

  Optional<ObjectionRow> findById(UUID objectionId);

  /** Changes nothing and answers 0 where it was decided before. */
  @Query(
      "UPDATE objection SET outcome = :outcome, client_told = :clientTold, decided_at = :decidedAt,"
          + " sealed_reason = :sealedReason"
          + " WHERE objection_id = :objectionId AND decided_at IS NULL")
  long decide(
      UUID objectionId,
      String outcome,
      boolean clientTold,
      Instant decidedAt,
      @Nullable byte[] sealedReason);
}

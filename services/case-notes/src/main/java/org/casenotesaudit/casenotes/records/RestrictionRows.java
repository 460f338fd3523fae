package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Restrictions. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RestrictionRows extends GenericRepository<RestrictionRow, UUID> {

  RestrictionRow save(RestrictionRow row);

  Optional<RestrictionRow> findById(UUID restrictionId);

  List<RestrictionRow> findByClientId(UUID clientId);

  /** Changes nothing and answers 0 where it was lifted before. */
  @Query(
      "UPDATE restriction SET lifted_at = :liftedAt WHERE restriction_id = :restrictionId"
          + " AND lifted_at IS NULL")
  long lift(UUID restrictionId, Instant liftedAt);
}

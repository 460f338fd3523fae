package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Allocations. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AllocationRows extends GenericRepository<AllocationRow, UUID> {

  AllocationRow save(AllocationRow row);

  Optional<AllocationRow> findById(UUID allocationId);

  List<AllocationRow> findByClientId(UUID clientId);

  /** Changes nothing and answers 0 where it had ended before. */
  @Query(
      "UPDATE allocation SET ended_at = :endedAt WHERE allocation_id = :allocationId AND ended_at"
          + " IS NULL")
  long end(UUID allocationId, Instant endedAt);
}

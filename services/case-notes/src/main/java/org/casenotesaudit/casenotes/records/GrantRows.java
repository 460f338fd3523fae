package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Grants. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface GrantRows extends GenericRepository<GrantRow, UUID> {

  GrantRow save(GrantRow row);

  /** Takes the row until the transaction ends: of two who redeem it at once, one comes second. */
  @Query("SELECT * FROM reading_grant WHERE grant_id = :grantId FOR UPDATE")
  Optional<GrantRow> lock(UUID grantId);

  @Query("UPDATE reading_grant SET used_at = :usedAt WHERE grant_id = :grantId")
  long use(UUID grantId, Instant usedAt);

  @Query("DELETE FROM reading_grant WHERE expires_at < :before")
  long forgetExpiredBefore(Instant before);
}

package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Authorities for media. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface MediaAuthorityRows extends GenericRepository<MediaAuthorityRow, UUID> {

  MediaAuthorityRow save(MediaAuthorityRow row);

  Optional<MediaAuthorityRow> findById(UUID authorityId);

  List<MediaAuthorityRow> findByClientId(UUID clientId);

  /** Changes nothing and answers 0 where it was withdrawn before. */
  @Query(
      "UPDATE media_authority SET withdrawn_by = :withdrawnBy, withdrawn_at = :withdrawnAt,"
          + " withdrawal_recorded_at = :now WHERE authority_id = :authorityId"
          + " AND withdrawn_at IS NULL")
  long withdraw(UUID authorityId, String withdrawnBy, Instant withdrawnAt, Instant now);
}

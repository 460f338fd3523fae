package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Clients. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ClientRows extends GenericRepository<ClientRow, UUID> {

  ClientRow save(ClientRow row);

  Optional<ClientRow> findById(UUID clientId);

  /** Takes the row until the transaction ends: changes of one client happen one after another. */
  @Query("SELECT * FROM client WHERE client_id = :clientId FOR UPDATE")
  Optional<ClientRow> lock(UUID clientId);

  @Query("UPDATE client SET fact_version = fact_version + 1 WHERE client_id = :clientId")
  long countFactChange(UUID clientId);
}

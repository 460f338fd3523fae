package org.casenotesaudit.casenotes.records;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** Declarations. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DeclarationRows extends GenericRepository<DeclarationRow, UUID> {

  DeclarationRow save(DeclarationRow row);
}

package org.casenotesaudit.casenotes.records;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** Contacts. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ContactRows extends GenericRepository<ContactRow, UUID> {

  ContactRow save(ContactRow row);
}

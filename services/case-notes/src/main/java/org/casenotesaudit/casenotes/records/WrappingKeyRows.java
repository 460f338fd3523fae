package org.casenotesaudit.casenotes.records;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Ids of wrapping keys. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface WrappingKeyRows extends GenericRepository<WrappingKeyRow, String> {

  WrappingKeyRow save(WrappingKeyRow row);

  List<WrappingKeyRow> findAll();
}

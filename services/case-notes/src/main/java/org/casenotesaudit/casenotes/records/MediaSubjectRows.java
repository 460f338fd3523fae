package org.casenotesaudit.casenotes.records;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** Subjects of recordings. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface MediaSubjectRows extends GenericRepository<MediaSubjectRow, UUID> {

  MediaSubjectRow save(MediaSubjectRow row);

  List<MediaSubjectRow> findByMediaId(UUID mediaId);
}

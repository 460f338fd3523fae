package org.casenotesaudit.casenotes.records;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Recordings. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface MediaRows extends GenericRepository<MediaRow, UUID> {

  MediaRow save(MediaRow row);

  Optional<MediaRow> findById(UUID mediaId);

  List<MediaRow> findByCaseIdOrderByCapturedAt(UUID caseId);
}

package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** A client whom a recording shows or records. */
@MappedEntity("media_subject")
public record MediaSubjectRow(@Id UUID mediaSubjectId, UUID mediaId, UUID clientId) {}

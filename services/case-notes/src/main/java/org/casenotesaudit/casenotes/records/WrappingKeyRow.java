package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** Which wrapping key this database was sealed with: its id, nothing of the key. */
@MappedEntity("wrapping_key")
public record WrappingKeyRow(@Id String keyId, Instant firstUsedAt) {}

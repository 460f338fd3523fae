package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A contact between a worker and a client. */
@MappedEntity("contact")
public record ContactRow(
    @Id UUID contactId,
    UUID clientId,
    String workerId,
    Instant happenedAt,
    String corroboration,
    String recordedBy,
    Instant recordedAt) {}

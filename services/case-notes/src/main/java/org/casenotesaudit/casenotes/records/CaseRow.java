package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A case: the casework relationship with one client, held by one team at a time. */
@MappedEntity("case_record")
public record CaseRow(
    @Id UUID caseId, UUID clientId, UUID teamId, Instant openedAt, @Nullable Instant closedAt) {}

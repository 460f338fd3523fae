package org.casenotesaudit.casenotes.records;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A client. Name and date of birth are sealed under a key of the client's own. */
@MappedEntity("client")
public record ClientRow(
    @Id UUID clientId,
    byte[] wrappedKey,
    byte[] sealedIdentity,
    boolean highProfile,
    boolean protectedLocation,
    long factVersion,
    String registeredBy,
    Instant registeredAt) {}

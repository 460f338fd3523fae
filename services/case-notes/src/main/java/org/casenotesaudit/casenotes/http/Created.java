package org.casenotesaudit.casenotes.http;

import io.micronaut.serde.annotation.Serdeable;

/** Answers to requests that created or changed something: references, never content. */
public final class Created {

  private Created() {}

  @Serdeable
  public record Client(String clientId) {}

  @Serdeable
  public record Case(String caseId) {}

  @Serdeable
  public record Allocation(String allocationId) {}

  @Serdeable
  public record Note(String noteId, int version) {}

  @Serdeable
  public record Media(String mediaId) {}

  @Serdeable
  public record Authority(String authorityId) {}

  @Serdeable
  public record Restriction(String restrictionId) {}

  @Serdeable
  public record Objection(String objectionId) {}

  @Serdeable
  public record Conflict(String conflictId) {}

  @Serdeable
  public record Contact(String contactId) {}

  @Serdeable
  public record Declaration(String declarationId) {}

  @Serdeable
  public record LegalRequest(String requestId) {}
}

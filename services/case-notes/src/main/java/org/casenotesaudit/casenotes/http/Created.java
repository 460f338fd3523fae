package org.casenotesaudit.casenotes.http;

import io.micronaut.serde.annotation.Serdeable;

/** Answers to requests that created or changed something: references, never content. */
public final class Created {

  private Created() {}

  /**
   * A reference.
   *
   * @param clientId the client
   */
  @Serdeable
  public record Client(String clientId) {}

  /**
   * A reference.
   *
   * @param caseId the case
   */
  @Serdeable
  public record Case(String caseId) {}

  /**
   * A reference.
   *
   * @param allocationId the allocation
   */
  @Serdeable
  public record Allocation(String allocationId) {}

  /**
   * A reference.
   *
   * @param noteId the note
   * @param version of its text, from 1
   */
  @Serdeable
  public record Note(String noteId, int version) {}

  /**
   * A reference.
   *
   * @param mediaId the recording
   */
  @Serdeable
  public record Media(String mediaId) {}

  /**
   * A reference.
   *
   * @param authorityId the authority
   */
  @Serdeable
  public record Authority(String authorityId) {}

  /**
   * A reference.
   *
   * @param restrictionId the restriction
   */
  @Serdeable
  public record Restriction(String restrictionId) {}

  /**
   * A reference.
   *
   * @param objectionId the objection
   */
  @Serdeable
  public record Objection(String objectionId) {}

  /**
   * A reference.
   *
   * @param conflictId the conflict
   */
  @Serdeable
  public record Conflict(String conflictId) {}

  /**
   * A reference.
   *
   * @param contactId the contact
   */
  @Serdeable
  public record Contact(String contactId) {}

  /**
   * A reference.
   *
   * @param declarationId the declaration
   */
  @Serdeable
  public record Declaration(String declarationId) {}

  /**
   * A reference.
   *
   * @param requestId the legal request
   */
  @Serdeable
  public record LegalRequest(String requestId) {}
}

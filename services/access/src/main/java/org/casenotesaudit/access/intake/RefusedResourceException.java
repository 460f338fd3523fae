package org.casenotesaudit.access.intake;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * A resource that is not taken in. The message goes back to whoever sent it and nowhere else: it
 * can quote what they sent.
 */
public final class RefusedResourceException extends RuntimeException {

  private final IssueType type;
  private final String element;

  /**
   * @param type FHIR's kind of issue
   * @param element which element, as a FHIRPath, for instance AuditEvent.recorded
   * @param found what is there, or "missing"
   * @param expected what should be there
   */
  RefusedResourceException(IssueType type, String element, String found, String expected) {
    super(element + ": " + found + " (expected: " + expected + ")", null, false, false);
    this.type = type;
    this.element = element;
  }

  IssueType type() {
    return type;
  }

  String element() {
    return element;
  }

  String diagnostics() {
    return String.valueOf(getMessage());
  }

  /** The same refusal, told from the place of the resource within what was sent. */
  RefusedResourceException within(String place) {
    String inner = diagnostics().substring(element.length());
    String path = element.replaceFirst("^AuditEvent", place);
    return new RefusedResourceException(type, path, inner);
  }

  private RefusedResourceException(IssueType type, String element, String rest) {
    super(element + rest, null, false, false);
    this.type = type;
    this.element = element;
  }
}

package org.casenotesaudit.access.intake;

import io.micronaut.http.HttpStatus;
import org.casenotesaudit.access.intake.IntakeDesk.Taken;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Answers in FHIR's words. */
final class Outcomes {

  private static final String PROBLEM_CODES = "urn:case-notes-audit:problem";

  private Outcomes() {}

  static OperationOutcome of(Taken taken, String place) {
    var outcome = new OperationOutcome();
    String said =
        taken.again()
            ? "taken in before: nothing added"
            : "taken in: " + taken.eventCount() + " on record";
    outcome.addIssue(issue(IssueSeverity.INFORMATION, IssueType.INFORMATIONAL, place, said));
    for (String element : taken.unmapped()) {
      String path = element.replaceFirst("^AuditEvent", place);
      outcome.addIssue(
          issue(
              IssueSeverity.WARNING,
              IssueType.NOTFOUND,
              path,
              path
                  + ": not mapped (expected: an id with an intake mapping); on record without it"));
    }
    return outcome;
  }

  static OperationOutcome of(RefusedResourceException refused) {
    var outcome = new OperationOutcome();
    outcome.addIssue(
        issue(IssueSeverity.ERROR, refused.type(), refused.element(), refused.diagnostics()));
    return outcome;
  }

  /** The code stands as a coding, for programs; the sentence as diagnostics. */
  static OperationOutcome of(Problem problem) {
    var issue = new OperationOutcomeIssueComponent();
    issue
        .setSeverity(IssueSeverity.ERROR)
        .setCode(typeOf(problem.status()))
        .setDiagnostics(problem.detail());
    issue.getDetails().addCoding().setSystem(PROBLEM_CODES).setCode(problem.code());
    return new OperationOutcome().addIssue(issue);
  }

  private static IssueType typeOf(int status) {
    return switch (status) {
      case 401 -> IssueType.LOGIN;
      case 403 -> IssueType.FORBIDDEN;
      case 404 -> IssueType.NOTFOUND;
      case 405, 406, 415 -> IssueType.NOTSUPPORTED;
      case 413 -> IssueType.TOOLONG;
      case 503 -> IssueType.TRANSIENT;
      default -> status < 500 ? IssueType.INVALID : IssueType.EXCEPTION;
    };
  }

  static void add(Bundle answer, Taken taken, String place) {
    HttpStatus status = taken.again() ? HttpStatus.OK : HttpStatus.CREATED;
    answer
        .addEntry()
        .getResponse()
        .setStatus(status.getCode() + " " + status.getReason())
        .setOutcome(of(taken, place));
  }

  static void add(Bundle answer, RefusedResourceException refused) {
    HttpStatus status = statusOf(refused);
    answer
        .addEntry()
        .getResponse()
        .setStatus(status.getCode() + " " + status.getReason())
        .setOutcome(of(refused));
  }

  /** 400 for what is no such resource, 422 for one that is and cannot be taken in. */
  static HttpStatus statusOf(RefusedResourceException refused) {
    return refused.type() == IssueType.BUSINESSRULE
        ? HttpStatus.UNPROCESSABLE_ENTITY
        : HttpStatus.BAD_REQUEST;
  }

  private static OperationOutcomeIssueComponent issue(
      IssueSeverity severity, IssueType type, String path, String diagnostics) {
    var issue = new OperationOutcomeIssueComponent();
    issue.setSeverity(severity).setCode(type).setDiagnostics(diagnostics);
    issue.addExpression(path);
    return issue;
  }
}

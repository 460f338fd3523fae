package org.casenotesaudit.access.opening;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/**
 * Tells a reviewer, through the console, the name behind a concern. An access like any other: on
 * record before the name leaves, joined to the concern by its act id.
 */
@Controller("/v1/name-disclosures")
@ExecuteOn(TaskExecutors.BLOCKING)
class NameDisclosureController {

  private final AccessDesk desk;
  private final ContentDesk contents;
  private final CaseNotes caseNotes;
  private final ObjectMapper json;

  NameDisclosureController(
      AccessDesk desk, ContentDesk contents, CaseNotes caseNotes, ObjectMapper json) {
    this.desk = desk;
    this.contents = contents;
    this.caseNotes = caseNotes;
    this.json = json;
  }

  /**
   * Whose name is wanted, and by whom.
   *
   * @param clientId the client
   * @param concernId the concern that the reviewer is reviewing
   * @param onBehalfOf the reviewer
   */
  @Serdeable
  record Wish(
      @Required @Nullable String clientId,
      @Required @Nullable String concernId,
      @Required @Nullable OnBehalfOf onBehalfOf) {}

  /**
   * The reviewer for whom the console asks.
   *
   * @param workerId the reviewer
   */
  @Serdeable
  record OnBehalfOf(@Required @Nullable String workerId) {}

  /**
   * A client's name.
   *
   * @param givenName given name
   * @param familyName family name
   * @param accessId the access that showing it is
   */
  @Serdeable
  record Answer(String givenName, String familyName, String accessId) {

    @Override
    public String toString() {
      return "Answer[" + accessId + "]";
    }
  }

  @Serdeable
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Identity(@Nullable String givenName, @Nullable String familyName) {}

  /**
   * Tells the name behind a concern. An Idempotency-Key does not apply: each showing of a name is
   * an access of its own.
   *
   * @return the name
   */
  @Post
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = AccessController.ACCESS_REFUSED,
      when = "The name may not be disclosed to this reviewer.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or the record is restricted to others.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = ContentDesk.FACTS_CHANGED,
      when = "What decides about this record has changed: ask again.")
  @Refuses(
      status = HttpStatus.SERVICE_UNAVAILABLE,
      code = CaseNotesUnavailableHandler.RECORDS_AWAY,
      when = CaseNotesUnavailableHandler.NOTHING_OPENED)
  @Refuses(
      status = HttpStatus.SERVICE_UNAVAILABLE,
      code = AccessDesk.DIRECTORY_CHANGING,
      when = AccessDesk.NOTHING_OPENED_MEANWHILE)
  @Secured(Roles.SERVICE_ALERTS)
  HttpResponse<Answer> discloseName(@Body Wish body) {
    String reviewer = body.onBehalfOf() == null ? null : body.onBehalfOf().workerId();
    UUID clientId = AccessBodies.uuid("clientId", body.clientId());
    var wish =
        new OpenRecord(
            new WorkerId(AccessBodies.uuid("onBehalfOf.workerId", reviewer)),
            // The console has checked that its user reviews concerns; for a reviewer whom the
            // directory does not know, this service takes its word.
            Set.of(Roles.COMPLIANCE_OFFICER),
            new Item(ItemKind.NAME_BEHIND_CONCERN, clientId),
            Action.VIEW,
            Purpose.AUDIT,
            null,
            Origin.ALERTS_CONSOLE,
            AccessBodies.uuid("concernId", body.concernId()));
    return switch (desk.open(wish)) {
      case Outcome.Opened opened ->
          HttpResponse.ok(nameOf(opened, wish)).header("Cache-Control", "no-store");
      case Outcome.Refused refused -> throw problemOf(refused);
      case Outcome.BreakGlassRequired required -> throw refusedProblem();
    };
  }

  private Answer nameOf(Outcome.Opened opened, OpenRecord wish) {
    var content = caseNotes.content(opened.grantId());
    if (content.statusCode() == HttpStatus.CONFLICT.getCode()) {
      throw contents.changedMeanwhile(shown(opened, wish));
    }
    if (content.statusCode() != HttpStatus.OK.getCode()) {
      throw new CaseNotesUnavailableException("status " + content.statusCode() + " to a grant");
    }
    try {
      Identity identity = json.readValue(content.body(), Identity.class);
      if (identity.givenName() == null || identity.familyName() == null) {
        throw new CaseNotesUnavailableException("an identity without a name");
      }
      return new Answer(identity.givenName(), identity.familyName(), opened.accessId().toString());
    } catch (IOException unreadable) {
      // The cause stays out: its message could quote the name.
      throw new CaseNotesUnavailableException("an identity that cannot be read");
    }
  }

  private static OpenedAccess shown(Outcome.Opened opened, OpenRecord wish) {
    return new OpenedAccess(
        opened.accessId(),
        wish.worker(),
        opened.recordKind(),
        wish.item().id(),
        wish.action(),
        wish.purpose(),
        opened.grantId(),
        false,
        opened.expiresAt());
  }

  private static ProblemException problemOf(Outcome.Refused refused) {
    return switch (AccessController.refusalFor(refused.reason())) {
      case NOT_FOUND -> ProblemException.notFound();
      case NOT_PERMITTED, BREAK_GLASS_REQUIRED -> refusedProblem();
    };
  }

  private static ProblemException refusedProblem() {
    return ProblemException.refusedOnRecord(
        AccessController.ACCESS_REFUSED, "The name may not be disclosed to this worker.");
  }
}

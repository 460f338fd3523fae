package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Gives a reviewer, through the console, the reasons that were stated when glass was broken. */
@Controller("/v1/break-glass-reasons")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReasonDisclosureController {

  /** More than one worker can open of one client in the day that a concern holds. */
  private static final int ACCESSES_MAX = 5_000;

  private final BreakGlassReasons reasons;

  ReasonDisclosureController(BreakGlassReasons reasons) {
    this.reasons = reasons;
  }

  /**
   * Which reasons are wanted, and by whom.
   *
   * @param clientId whose record was opened
   * @param concernId the concern that the reviewer is reviewing
   * @param accessIds the accesses that the statements covered, 1 to 5,000
   * @param onBehalfOf the reviewer
   */
  @Serdeable
  record Wish(
      @Required @Nullable String clientId,
      @Required @Nullable String concernId,
      @Required @Nullable List<String> accessIds,
      @Required NameDisclosureController.@Nullable OnBehalfOf onBehalfOf) {}

  /**
   * One statement.
   *
   * @param reasonCode the kind of emergency
   * @param reason the worker's words
   * @param statedAt when it was stated
   * @param validUntil until when it opened the record
   * @param accessId the access that reading it is
   */
  @Serdeable
  record Statement(
      @Codes(BreakGlassReason.class) String reasonCode,
      String reason,
      Instant statedAt,
      Instant validUntil,
      String accessId) {

    @Override
    public String toString() {
      return "Statement[" + accessId + "]";
    }
  }

  /**
   * Why glass was broken.
   *
   * @param statements all that cover one of the accesses
   */
  @Serdeable
  record Answer(List<Statement> statements) {}

  /**
   * Tells why glass was broken. An Idempotency-Key does not apply: each reading of a statement is
   * an access of its own.
   *
   * @return the statements
   */
  @Post
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There are no such statements, or none that this reviewer may read.")
  @Secured(Roles.SERVICE_ALERTS)
  HttpResponse<Answer> discloseReasons(@Body Wish body) {
    List<String> accessIds = body.accessIds() == null ? List.of() : body.accessIds();
    if (accessIds.isEmpty() || accessIds.size() > ACCESSES_MAX) {
      throw ProblemException.invalidField("accessIds", accessIds.size(), "1 to " + ACCESSES_MAX);
    }
    var wish =
        new BreakGlassReasons.Wish(
            new WorkerId(
                AccessBodies.uuid(
                    "onBehalfOf.workerId",
                    body.onBehalfOf() == null ? null : body.onBehalfOf().workerId())),
            new ClientId(AccessBodies.uuid("clientId", body.clientId())),
            AccessBodies.uuid("concernId", body.concernId()),
            accessIds.stream()
                .map(id -> new AccessId(AccessBodies.uuid("accessIds", id)))
                .toList());
    List<BreakGlassReasons.Stated> stated = reasons.read(wish);
    if (stated.isEmpty()) {
      throw ProblemException.notFound();
    }
    return HttpResponse.ok(
            new Answer(
                stated.stream()
                    .map(
                        one ->
                            new Statement(
                                one.code().name(),
                                one.reason(),
                                one.statedAt(),
                                one.validUntil(),
                                one.readingId().toString()))
                    .toList()))
        .header("Cache-Control", "no-store");
  }
}

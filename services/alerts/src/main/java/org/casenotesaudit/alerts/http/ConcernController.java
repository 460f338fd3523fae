package org.casenotesaudit.alerts.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.ReviewStep;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.http.ConcernBodies.ConcernDetail;
import org.casenotesaudit.alerts.http.ConcernBodies.ConcernList;
import org.casenotesaudit.alerts.http.ConcernBodies.ConcernSummary;
import org.casenotesaudit.alerts.http.ReviewBodies.AssignRequest;
import org.casenotesaudit.alerts.http.ReviewBodies.CommentRequest;
import org.casenotesaudit.alerts.http.ReviewBodies.Commented;
import org.casenotesaudit.alerts.http.ReviewBodies.NameAnswer;
import org.casenotesaudit.alerts.http.ReviewBodies.ReasonsAnswer;
import org.casenotesaudit.alerts.http.ReviewBodies.ReopenRequest;
import org.casenotesaudit.alerts.http.ReviewBodies.ResolveRequest;
import org.casenotesaudit.alerts.review.NameDisclosure;
import org.casenotesaudit.alerts.review.QueueDesk;
import org.casenotesaudit.alerts.review.ReasonDisclosure;
import org.casenotesaudit.alerts.review.ReviewDesk;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Concerns over REST: list, open, assign, comment, resolve, reopen, the name, the reason. */
@Controller("/v1/concerns")
@Secured({Roles.COMPLIANCE_OFFICER, Roles.PRIVACY_LEAD})
@ExecuteOn(TaskExecutors.BLOCKING)
class ConcernController {

  private static final String NOT_YOURS = "There is no such concern, or you may not see it.";

  private static final String ACCESS_AWAY = "access-unavailable";
  private static final String NOT_RECORDED =
      "It can be shown only when that is on record, and access cannot be asked. Try again.";

  private final QueueDesk queues;
  private final ReviewDesk desk;
  private final NameDisclosure names;
  private final ReasonDisclosure reasons;
  private final Idempotency idempotency;

  ConcernController(
      QueueDesk queues,
      ReviewDesk desk,
      NameDisclosure names,
      ReasonDisclosure reasons,
      Idempotency idempotency) {
    this.queues = queues;
    this.desk = desk;
    this.names = names;
    this.reasons = reasons;
    this.idempotency = idempotency;
  }

  /**
   * Lists the concerns that the caller may see, references only.
   *
   * @param status where they stand; any without it
   * @param severity how grave they are; any without it
   * @param rule code of a rule that holds, for instance after-ending; any without it
   * @param assignee a worker id, {@code me} or {@code nobody}; anybody or nobody without it
   * @param sort how they are sorted; by score without it
   * @param cursor of the page before; the first page without it
   * @param limit how many a page holds, 1 to 200; 50 without it
   * @return a page of them
   */
  @Get
  ConcernList listConcerns(
      Authentication who,
      @QueryValue @Codes(ConcernStatus.class) Optional<String> status,
      @QueryValue @Codes(Severity.class) Optional<String> severity,
      @QueryValue @Example("after-ending") Optional<String> rule,
      @QueryValue @Example(FilterText.ME) Optional<String> assignee,
      @QueryValue @Codes(QueueFilter.Order.class) Optional<String> sort,
      @QueryValue Optional<String> cursor,
      @QueryValue @Nullable Integer limit) {
    var filter = FilterText.parse(status, severity, rule, assignee, sort, worker(who));
    return ConcernJson.list(
        queues
            .page(worker(who), filter, FilterText.limit(limit), FilterText.cursor(cursor))
            .page());
  }

  /**
   * Opens one concern with all that stands behind it. That it was opened is on record.
   *
   * @param concernId the concern
   * @return the concern, its alerts, judgements, comments and history
   */
  @Get("/{concernId}")
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = NOT_YOURS)
  ConcernDetail openConcern(Authentication who, String concernId) {
    return ConcernJson.detail(desk.open(worker(who), ConcernJson.concernId(concernId)));
  }

  /**
   * Gives a concern to a reviewer who may see it, or to nobody.
   *
   * @param concernId the concern
   * @return the concern as it stands now
   */
  @Post("/{concernId}/assign")
  @TakesIdempotencyKey
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = NOT_YOURS)
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "assignee-not-permitted",
      when = "The reviewer may not see this concern.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "concern-resolved",
      when = "The concern was resolved.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "concern-withdrawn",
      when = "The concern was withdrawn.")
  @Refuses(
      status = HttpStatus.UNPROCESSABLE_ENTITY,
      code = "not-a-reviewer",
      when = "The directory knows no such reviewer who is in post.")
  HttpResponse<ConcernSummary> assignConcern(
      HttpRequest<?> request, Authentication who, String concernId, @Body AssignRequest body) {
    ConcernId id = ConcernJson.concernId(concernId);
    Caller caller = Callers.of(who);
    return idempotency.once(
        request,
        caller,
        body,
        ConcernSummary.class,
        () ->
            HttpResponse.ok(
                ConcernJson.summary(
                    desk.assign(
                        worker(who),
                        id,
                        body.assigneeId() == null ? null : new WorkerId(body.assigneeId())))));
  }

  /**
   * Writes something down with a concern.
   *
   * @param concernId the concern
   * @return what was written down, as a reference
   */
  @Post("/{concernId}/comments")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = NOT_YOURS)
  HttpResponse<Commented> commentOnConcern(
      HttpRequest<?> request, Authentication who, String concernId, @Body CommentRequest body) {
    ConcernId id = ConcernJson.concernId(concernId);
    return idempotency.once(
        request,
        Callers.of(who),
        body,
        Commented.class,
        () ->
            HttpResponse.created(
                new Commented(desk.comment(worker(who), id, words(body.text())).toString())));
  }

  /**
   * Settles a concern: a named person decides, and says why.
   *
   * @param concernId the concern
   * @return the concern as it stands now
   */
  @Post("/{concernId}/resolve")
  @TakesIdempotencyKey
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = NOT_YOURS)
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "concern-resolved",
      when = "The concern was resolved.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "concern-withdrawn",
      when = "The concern was withdrawn.")
  HttpResponse<ConcernSummary> resolveConcern(
      HttpRequest<?> request, Authentication who, String concernId, @Body ResolveRequest body) {
    ConcernId id = ConcernJson.concernId(concernId);
    var step =
        new ReviewStep.Resolve(FilterText.resolution(words(body.resolution())), words(body.text()));
    return idempotency.once(
        request,
        Callers.of(who),
        body,
        ConcernSummary.class,
        () -> HttpResponse.ok(ConcernJson.summary(desk.resolve(worker(who), id, step))));
  }

  /**
   * Takes a settled concern up again, and says why. Nobody has it then.
   *
   * @param concernId the concern
   * @return the concern as it stands now
   */
  @Post("/{concernId}/reopen")
  @TakesIdempotencyKey
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = NOT_YOURS)
  @Refuses(status = HttpStatus.CONFLICT, code = "concern-open", when = "The concern is open.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "concern-in-review",
      when = "The concern is in review.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "concern-withdrawn",
      when = "The concern was withdrawn.")
  HttpResponse<ConcernSummary> reopenConcern(
      HttpRequest<?> request, Authentication who, String concernId, @Body ReopenRequest body) {
    ConcernId id = ConcernJson.concernId(concernId);
    var step = new ReviewStep.Reopen(words(body.text()));
    return idempotency.once(
        request,
        Callers.of(who),
        body,
        ConcernSummary.class,
        () -> HttpResponse.ok(ConcernJson.summary(desk.reopen(worker(who), id, step))));
  }

  /**
   * Shows the name behind a concern. An Idempotency-Key does not apply: each showing of a name is
   * an access of its own.
   *
   * @param concernId the concern
   * @return the client's name
   */
  @Post("/{concernId}/name")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = "name-not-given",
      when = "The name may not be disclosed to you.")
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = NOT_YOURS)
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "no-client",
      when = "The concern is about no client.")
  @Refuses(status = HttpStatus.SERVICE_UNAVAILABLE, code = ACCESS_AWAY, when = NOT_RECORDED)
  HttpResponse<NameAnswer> showName(Authentication who, String concernId) {
    var name = names.show(worker(who), ConcernJson.concernId(concernId)).name();
    return HttpResponse.<NameAnswer>status(HttpStatus.OK)
        .body(new NameAnswer(name.givenName(), name.familyName(), name.accessId()))
        .header("Cache-Control", "no-store");
  }

  /**
   * Shows why glass was broken, in the worker's words. An Idempotency-Key does not apply: each
   * reading of the reasons is an access of its own.
   *
   * @param concernId the concern
   * @return the statements that cover its accesses
   */
  @Post("/{concernId}/break-glass-reasons")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = "reason-not-given",
      when = "The reason may not be disclosed to you.")
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = NOT_YOURS)
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "no-break-glass",
      when = "Glass was broken for no access in the concern.")
  @Refuses(status = HttpStatus.SERVICE_UNAVAILABLE, code = ACCESS_AWAY, when = NOT_RECORDED)
  HttpResponse<ReasonsAnswer> showReasons(Authentication who, String concernId) {
    var stated = reasons.show(worker(who), ConcernJson.concernId(concernId)).reasons();
    return HttpResponse.<ReasonsAnswer>status(HttpStatus.OK)
        .body(ConcernJson.reasons(stated))
        .header("Cache-Control", "no-store");
  }

  /** A field that is not given is one without words; who needs some says so. */
  private static String words(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static WorkerId worker(Authentication who) {
    return new WorkerId(Callers.of(who).subject());
  }
}

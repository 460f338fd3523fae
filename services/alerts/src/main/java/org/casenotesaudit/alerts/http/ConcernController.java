package org.casenotesaudit.alerts.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ReviewStep;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.http.ConcernJson.AssignRequest;
import org.casenotesaudit.alerts.http.ConcernJson.CommentRequest;
import org.casenotesaudit.alerts.http.ConcernJson.Commented;
import org.casenotesaudit.alerts.http.ConcernJson.ConcernDetail;
import org.casenotesaudit.alerts.http.ConcernJson.ConcernList;
import org.casenotesaudit.alerts.http.ConcernJson.ConcernSummary;
import org.casenotesaudit.alerts.http.ConcernJson.NameAnswer;
import org.casenotesaudit.alerts.http.ConcernJson.ReasonsAnswer;
import org.casenotesaudit.alerts.http.ConcernJson.ResolveRequest;
import org.casenotesaudit.alerts.review.NameDisclosure;
import org.casenotesaudit.alerts.review.QueueDesk;
import org.casenotesaudit.alerts.review.ReasonDisclosure;
import org.casenotesaudit.alerts.review.ReviewDesk;
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

  @Get
  ConcernList list(
      Authentication who,
      @QueryValue Optional<String> status,
      @QueryValue Optional<String> severity,
      @QueryValue Optional<String> rule,
      @QueryValue Optional<String> assignee,
      @QueryValue Optional<String> sort,
      @QueryValue Optional<String> cursor,
      @QueryValue Optional<Integer> limit) {
    var filter = FilterText.parse(status, severity, rule, assignee, sort, worker(who));
    return ConcernJson.list(
        queues.page(worker(who), filter, FilterText.limit(limit), cursor.orElse(null)).page());
  }

  @Get("/{concernId}")
  ConcernDetail open(Authentication who, String concernId) {
    return ConcernJson.detail(desk.open(worker(who), ConcernJson.concernId(concernId)));
  }

  @Post("/{concernId}/assign")
  HttpResponse<ConcernSummary> assign(
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

  @Post("/{concernId}/comments")
  HttpResponse<Commented> comment(
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

  @Post("/{concernId}/resolve")
  HttpResponse<ConcernSummary> resolve(
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

  @Post("/{concernId}/reopen")
  HttpResponse<ConcernSummary> reopen(
      HttpRequest<?> request, Authentication who, String concernId) {
    ConcernId id = ConcernJson.concernId(concernId);
    return idempotency.once(
        request,
        Callers.of(who),
        "",
        ConcernSummary.class,
        () -> HttpResponse.ok(ConcernJson.summary(desk.reopen(worker(who), id))));
  }

  /** Never replayed: each showing of a name is an access of its own. */
  @Post("/{concernId}/name")
  HttpResponse<NameAnswer> name(Authentication who, String concernId) {
    var name = names.show(worker(who), ConcernJson.concernId(concernId)).name();
    return HttpResponse.<NameAnswer>status(HttpStatus.OK)
        .body(new NameAnswer(name.givenName(), name.familyName(), name.accessId()))
        .header("Cache-Control", "no-store");
  }

  /** Never replayed: each reading of the reasons is an access of its own. */
  @Post("/{concernId}/break-glass-reasons")
  HttpResponse<ReasonsAnswer> reasons(Authentication who, String concernId) {
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

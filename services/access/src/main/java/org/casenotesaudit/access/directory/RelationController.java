package org.casenotesaudit.access.directory;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/**
 * Declared relations over HTTP: by the worker themselves, whatever they do here, or by an
 * administrator whom it does not concern.
 */
@Controller("/v1/workers/{workerId}/relations")
@Secured({
  Roles.PRACTITIONER,
  Roles.SUPERVISOR,
  Roles.COMPLIANCE_OFFICER,
  Roles.PRIVACY_LEAD,
  Roles.AUDITOR,
  Roles.RECORDS_REQUEST,
  Roles.EMERGENCY_DUTY,
  Roles.DIRECTORY_ADMIN
})
@ExecuteOn(TaskExecutors.BLOCKING)
class RelationController {

  private final Relations relations;
  private final Idempotency idempotency;

  RelationController(Relations relations, Idempotency idempotency) {
    this.relations = relations;
    this.idempotency = idempotency;
  }

  /**
   * @param otherWorkerId who stands close to the worker
   * @param validFrom since when; without it, since now
   */
  @Serdeable
  record RelationBody(@Nullable String otherWorkerId, @Nullable Instant validFrom) {}

  @Serdeable
  record RelationAnswer(
      String relationId,
      String workerId,
      String otherWorkerId,
      Instant validFrom,
      @Nullable Instant endedAt) {

    static RelationAnswer of(WorkerRelation relation) {
      return new RelationAnswer(
          relation.relationId().toString(),
          relation.workerId().toString(),
          relation.otherWorkerId().toString(),
          relation.validFrom(),
          relation.endedAt());
    }
  }

  @Post
  HttpResponse<RelationAnswer> declare(
      HttpRequest<?> request,
      String workerId,
      @Body RelationBody body,
      Authentication authentication) {
    WorkerId subject = WorkerId.parse("workerId", workerId);
    WorkerId caller = callerFor(subject, authentication);
    String named = body.otherWorkerId() == null ? "" : body.otherWorkerId();
    WorkerId other = WorkerId.parse("otherWorkerId", named);
    if (other.equals(subject)) {
      throw ProblemException.invalidField("otherWorkerId", named, "somebody else");
    }
    if (other.equals(caller)) {
      throw Relations.ownRelation();
    }
    return idempotency.once(
        request,
        Callers.of(authentication),
        body,
        RelationAnswer.class,
        () -> answerTo(relations.declare(subject, other, body.validFrom(), caller)));
  }

  @Post("/{relationId}/end")
  HttpResponse<RelationAnswer> end(
      HttpRequest<?> request, String workerId, String relationId, Authentication authentication) {
    WorkerId subject = WorkerId.parse("workerId", workerId);
    WorkerId caller = callerFor(subject, authentication);
    UUID relation = parsed(relationId);
    return idempotency.once(
        request,
        Callers.of(authentication),
        "",
        RelationAnswer.class,
        () -> HttpResponse.ok(RelationAnswer.of(relations.end(subject, relation, caller))));
  }

  private static HttpResponse<RelationAnswer> answerTo(Relations.Declared declared) {
    return HttpResponse.<RelationAnswer>status(
            declared.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(RelationAnswer.of(declared.relation()));
  }

  /** Who speaks for a worker: they themselves, or an administrator. */
  private static WorkerId callerFor(WorkerId subject, Authentication authentication) {
    Caller caller = Callers.of(authentication);
    WorkerId callerId = WorkerId.ofSubject(caller.subject());
    if (!callerId.equals(subject) && !caller.hasRole(Roles.DIRECTORY_ADMIN)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "not-your-relation",
          "workerId: another worker's (expected: your own, or role directory-admin)");
    }
    return callerId;
  }

  private static UUID parsed(String relationId) {
    try {
      return UUID.fromString(relationId);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.notFound();
    }
  }
}

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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
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
   * That two workers stand close to each other; never how.
   *
   * @param otherWorkerId who stands close to the worker
   * @param validFrom since when; without it, since now
   */
  @Serdeable
  record RelationBody(@Required @Nullable String otherWorkerId, @Nullable Instant validFrom) {}

  /**
   * A declared relation.
   *
   * @param relationId the relation
   * @param workerId whose it is
   * @param otherWorkerId who stands close to them
   * @param validFrom since when
   * @param endedAt when it was ended; none while it holds
   */
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

  /**
   * Declares that two workers stand close to each other, so that neither reviews the other. By the
   * worker themselves, or by an administrator whom it does not concern.
   *
   * @param workerId the worker
   */
  @Post
  @TakesIdempotencyKey
  @ApiResponse(responseCode = "201", description = "the relation")
  @ApiResponse(responseCode = "200", description = "the relation, which held before")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = "not-your-relation",
      when = "It is another worker's, and you are no directory-admin.")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = OwnFileException.OWN_FILE,
      when = "It is a relation of another worker with you.")
  HttpResponse<RelationAnswer> declareRelation(
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

  /**
   * Ends a declared relation now; one that has ended stays as it ended.
   *
   * @param workerId the worker whose it is
   * @param relationId the relation
   * @return the relation
   */
  @Post("/{relationId}/end")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "invalid-field",
      when = "The worker id is no UUID.")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = "not-your-relation",
      when = "It is another worker's, and you are no directory-admin.")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = OwnFileException.OWN_FILE,
      when = "It is a relation of another worker with you.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "The worker has no such relation.")
  HttpResponse<RelationAnswer> endRelation(
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
    return CanonicalUuid.parse(relationId).orElseThrow(ProblemException::notFound);
  }
}

package org.casenotesaudit.confidentiality.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;

/**
 * What was last said about a client's accesses. References only, never a name; and nobody reads
 * here what was said about themselves. Officers see judgements in the console, behind its
 * predicate. Each read is on record before its answer leaves, one that finds nothing too.
 */
@Controller("/v1/clients/{clientId}/judgements")
@Secured({Roles.AUDITOR, Roles.SERVICE_ALERTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class JudgementsController {

  /** As {@link NotServingHandler} answers. */
  static final String NOT_RUNNING = "stream-not-running";

  static final String MOVING =
      "This process does not hold the client's judgements: partitions move, or another process has"
          + " them. Try again.";

  private final LastJudgements judgements;
  private final JudgementReads reads;

  JudgementsController(LastJudgements judgements, JudgementReads reads) {
    this.judgements = judgements;
    this.reads = reads;
  }

  /**
   * The last judgement of each access to a client's records, but for the caller's own. An unknown
   * client has no judgements: the answer does not tell whether there is such a one.
   *
   * @param clientId the client
   * @return the judgements
   */
  @Get
  @Refuses(status = HttpStatus.SERVICE_UNAVAILABLE, code = NOT_RUNNING, when = MOVING)
  JudgementBody.Listing judgementsOfClient(
      @PathVariable UUID clientId, Authentication authentication) {
    Caller caller = Callers.of(authentication);
    List<JudgementBody> found = aboutOthers(clientId, caller).map(JudgementBody::of).toList();
    reads.record(caller, clientId, null, found.size());
    return new JudgementBody.Listing(found);
  }

  /**
   * The last judgement of one access.
   *
   * @param clientId the client whose record was accessed
   * @param accessId the access
   * @return the judgement
   */
  @Get("/{accessId}")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "The access is unknown, not judged yet, or your own.")
  @Refuses(status = HttpStatus.SERVICE_UNAVAILABLE, code = NOT_RUNNING, when = MOVING)
  JudgementBody judgementOfAccess(
      @PathVariable UUID clientId, @PathVariable UUID accessId, Authentication authentication) {
    Caller caller = Callers.of(authentication);
    Optional<JudgementBody> found =
        aboutOthers(clientId, caller)
            .filter(made -> made.getAccessId().equals(accessId.toString()))
            .reduce((earlier, later) -> later)
            .map(JudgementBody::of);
    reads.record(caller, clientId, accessId, found.isPresent() ? 1 : 0);
    return found.orElseThrow(ProblemException::notFound);
  }

  private Stream<JudgementMade> aboutOthers(UUID clientId, Caller caller) {
    String self = caller.subject();
    return judgements.ofClient(clientId.toString()).stream()
        .filter(made -> !made.getWorkerId().equals(self));
  }
}

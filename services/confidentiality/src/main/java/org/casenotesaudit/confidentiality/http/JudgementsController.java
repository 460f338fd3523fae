package org.casenotesaudit.confidentiality.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.UUID;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Roles;

/** What was last said about a client's accesses. References only; never a name. */
@Controller("/v1/clients/{clientId}/judgements")
@Secured({Roles.COMPLIANCE_OFFICER, Roles.AUDITOR, Roles.SERVICE_ALERTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class JudgementsController {

  private final LastJudgements judgements;

  JudgementsController(LastJudgements judgements) {
    this.judgements = judgements;
  }

  /** An unknown client has no judgements: the answer does not tell whether there is such a one. */
  @Get
  JudgementBody.Listing list(@PathVariable UUID clientId) {
    return new JudgementBody.Listing(
        judgements.ofClient(clientId.toString()).stream().map(JudgementBody::of).toList());
  }

  @Get("/{accessId}")
  JudgementBody one(@PathVariable UUID clientId, @PathVariable UUID accessId) {
    return judgements.ofClient(clientId.toString()).stream()
        .filter(made -> made.getAccessId().equals(accessId.toString()))
        .reduce((earlier, later) -> later)
        .map(JudgementBody::of)
        .orElseThrow(ProblemException::notFound);
  }
}

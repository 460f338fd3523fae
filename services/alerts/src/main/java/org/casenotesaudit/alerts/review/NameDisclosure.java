package org.casenotesaudit.alerts.review;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls;
import org.casenotesaudit.alerts.neighbours.NeighbourUnavailableException;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/**
 * Shows a client's name on a concern. That is an access to the client's record: access records it
 * under the officer's id, and alerts records that the name was shown, before anybody sees it.
 */
@Singleton
public class NameDisclosure {

  /** A name, and the concern on which it is shown. */
  public record Shown(NeighbourCalls.ClientName name, ConcernFile file) {}

  private final ReviewDesk desk;
  private final NeighbourCalls neighbours;

  NameDisclosure(ReviewDesk desk, NeighbourCalls neighbours) {
    this.desk = desk;
    this.neighbours = neighbours;
  }

  /** The name, and the concern as it stands after that. The name is not kept here, nor logged. */
  public Shown show(WorkerId viewer, ConcernId id) {
    // On record before access is asked: that the viewer handles this concern explains the access.
    Concern concern = desk.open(viewer, id).concern();
    if (concern.client() == null) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "no-client", "This concern is about no client.");
    }
    NeighbourCalls.ClientName name;
    try {
      name =
          neighbours
              .name(concern.client(), id, viewer)
              .orElseThrow(
                  () ->
                      ProblemException.refusedOnRecord(
                          "name-not-given", "access does not give this name to you."));
    } catch (NeighbourUnavailableException away) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "access-unavailable",
          "The name can be shown only when its access can be recorded. Try again.");
    }
    return new Shown(name, desk.nameShown(viewer, id));
  }
}

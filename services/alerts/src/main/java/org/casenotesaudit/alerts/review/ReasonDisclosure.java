package org.casenotesaudit.alerts.review;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls.StatedReason;
import org.casenotesaudit.alerts.neighbours.NeighbourUnavailableException;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/**
 * Shows why glass was broken, in the worker's own words. They may be about the client, so access
 * keeps them and records each reading; alerts records that they were shown, and keeps no copy.
 */
@Singleton
public class ReasonDisclosure {

  /** The reasons, and the concern on which they are shown. */
  public record Shown(List<StatedReason> reasons, ConcernFile file) {}

  private final ReviewDesk desk;
  private final NeighbourCalls neighbours;

  ReasonDisclosure(ReviewDesk desk, NeighbourCalls neighbours) {
    this.desk = desk;
    this.neighbours = neighbours;
  }

  /** The reasons stated for the concern's accesses, and the concern as it stands after that. */
  public Shown show(WorkerId viewer, ConcernId id) {
    // On record before access is asked: that the viewer handles this concern explains the access.
    Concern concern = desk.open(viewer, id).concern();
    List<String> accesses = desk.accessesBehindGlass(viewer, id);
    if (concern.client() == null || accesses.isEmpty()) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "no-break-glass", "Glass was broken for no access in this concern.");
    }
    List<StatedReason> reasons;
    try {
      reasons = neighbours.reasons(concern.client(), id, accesses, viewer);
    } catch (NeighbourUnavailableException away) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "access-unavailable",
          "The reason can be shown only when its reading can be recorded. Try again.");
    }
    if (reasons.isEmpty()) {
      throw ProblemException.refusedOnRecord(
          "reason-not-given", "access does not give this reason to you.");
    }
    return new Shown(reasons, desk.reasonShown(viewer, id));
  }
}

package org.casenotesaudit.alerts.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Observed;
import org.casenotesaudit.alerts.concern.TeamId;
import org.casenotesaudit.alerts.concern.Withdrawal;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.store.AlertStore;
import org.casenotesaudit.alerts.store.DirectoryRecord;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AlertWithdrawn;
import org.casenotesaudit.events.AllocationMade;
import org.casenotesaudit.events.ConcernFinding;
import org.casenotesaudit.events.ConflictOfInterestCleared;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.DatedCode;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.DeclarationMade;
import org.casenotesaudit.events.Explanation;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.VerdictWithReasons;
import org.casenotesaudit.events.WorkerFileChanged;
import org.casenotesaudit.events.WorkerRelationDeclared;
import org.casenotesaudit.events.WorkerRelationEnded;

/** What each event means here. An event that is nothing to alerts passes without effect. */
final class EventIntake {

  private EventIntake() {}

  static void take(Connection connection, SpecificRecord event, Instant now) throws SQLException {
    switch (event) {
      case AlertRaised raised -> AlertIntake.raised(connection, alert(raised), now);
      case AlertWithdrawn withdrawn ->
          AlertIntake.withdrawn(connection, withdrawal(withdrawn), now);
      case AccessObserved observed ->
          AlertStore.keep(
              connection,
              new Observed(
                  observed.getAccessId(),
                  observed.getEnvelope().getEventId(),
                  observed.getPurpose(),
                  observed.getRecordId(),
                  observed.getOrigin()),
              now);
      case JudgementMade made -> AlertStore.keep(connection, judgement(made), now);
      case WorkerFileChanged changed -> workerFile(connection, changed);
      case WorkerRelationDeclared declared ->
          DirectoryRecord.standClose(
              connection,
              new WorkerId(declared.getWorkerId()),
              new WorkerId(declared.getOtherWorkerId()),
              declared.getRelationId());
      case WorkerRelationEnded ended -> relationEnded(connection, ended);
      case AllocationMade made -> allocation(connection, made);
      case ConflictOfInterestFound found -> conflict(connection, found);
      case ConflictOfInterestCleared cleared ->
          DirectoryRecord.relationEnded(
              connection, cleared.getConflictId(), cleared.getClearedAt());
      case DeclarationMade made -> declaration(connection, made);
      default -> {
        // The topics of case-notes and access carry much that no reviewer stands closer by.
      }
    }
  }

  private static Alert alert(AlertRaised raised) {
    String client = raised.getEnvelope().getClientId();
    return new Alert(
        raised.getAlertId(),
        raised.getEnvelope().getEventId(),
        raised.getJudgementEventId(),
        raised.getAccessId(),
        new WorkerId(raised.getWorkerId()),
        client == null ? null : new ClientId(client),
        raised.getRevision(),
        raised.getConcernId(),
        raised.getSeverity(),
        raised.getScore(),
        raised.getAttributable(),
        raised.getReasons(),
        raised.getFactEventIds(),
        raised.getRecordKind(),
        raised.getAction(),
        raised.getAccessOccurredAt(),
        raised.getTeamIds().stream().map(TeamId::new).toList(),
        raised.getEnvelope().getOccurredAt());
  }

  private static Withdrawal withdrawal(AlertWithdrawn withdrawn) {
    return new Withdrawal(
        withdrawn.getAlertId(),
        withdrawn.getRevision(),
        withdrawn.getJudgementEventId(),
        withdrawn.getEnvelope().getOccurredAt());
  }

  private static JudgementRevision judgement(JudgementMade made) {
    Set<String> missing = new TreeSet<>(made.getAsKnown().getMissingFacts());
    missing.addAll(made.getAsItWas().getMissingFacts());
    return new JudgementRevision(
        made.getEnvelope().getEventId(),
        made.getAccessId(),
        made.getRevision(),
        // What counts as known at the moment of access goes by when it was recorded, too.
        made.getEnvelope().getRecordedAt(),
        answer(made.getAsKnown()),
        answer(made.getAsItWas()),
        List.copyOf(missing),
        made.getPackDigest(),
        made.getTriggeredByEventId());
  }

  /**
   * Explanations as {@code allocated-worker/OWN}; concerns that an explanation answers are left
   * out.
   */
  private static JudgementRevision.Answer answer(VerdictWithReasons verdict) {
    return new JudgementRevision.Answer(
        verdict.getVerdict(),
        verdict.getExplanations().stream().map(EventIntake::withStrength).toList(),
        verdict.getConcerns().stream()
            .filter(concern -> concern.getAnsweredBy() == null)
            .map(ConcernFinding::getConcernId)
            .toList());
  }

  private static String withStrength(Explanation explanation) {
    return explanation.getExplanationId() + "/" + explanation.getStrength().name();
  }

  private static void workerFile(Connection connection, WorkerFileChanged changed)
      throws SQLException {
    DirectoryRecord.takeIn(
        connection,
        new DirectoryRecord.WorkerFile(
            new WorkerId(changed.getWorkerId()),
            changed.getVersion(),
            dated(changed.getTeams()),
            dated(changed.getSupervisors()),
            dated(changed.getRoles())));
  }

  /**
   * Says of the relation all that the declaration said: an old one may lie in another partition, by
   * who declared it, and be read later.
   */
  private static void relationEnded(Connection connection, WorkerRelationEnded ended)
      throws SQLException {
    DirectoryRecord.standClose(
        connection,
        new WorkerId(ended.getWorkerId()),
        new WorkerId(ended.getOtherWorkerId()),
        ended.getRelationId());
    DirectoryRecord.relationEnded(connection, ended.getRelationId(), ended.getEndedAt());
  }

  private static List<DirectoryRecord.Dated> dated(List<DatedCode> codes) {
    return codes.stream()
        .map(
            code ->
                new DirectoryRecord.Dated(
                    code.getValue(), code.getValidFrom(), code.getValidUntil()))
        .toList();
  }

  /** Whoever was allocated to a client knows that client, also after the allocation ended. */
  private static void allocation(Connection connection, AllocationMade made) throws SQLException {
    String client = made.getEnvelope().getClientId();
    if (made.getWorkerId() != null && client != null) {
      DirectoryRecord.knowsClient(
          connection,
          new WorkerId(made.getWorkerId()),
          new ClientId(client),
          made.getAllocationId());
    }
  }

  private static void conflict(Connection connection, ConflictOfInterestFound found)
      throws SQLException {
    String client = found.getEnvelope().getClientId();
    if (client != null) {
      DirectoryRecord.knowsClient(
          connection,
          new WorkerId(found.getWorkerId()),
          new ClientId(client),
          found.getConflictId());
    }
  }

  /** A declaration has no end here: whoever said once that they know a client knows them. */
  private static void declaration(Connection connection, DeclarationMade made) throws SQLException {
    String client = made.getEnvelope().getClientId();
    if (client != null && tellsOfKnowing(made.getDeclarationKind())) {
      DirectoryRecord.knowsClient(
          connection,
          new WorkerId(made.getWorkerId()),
          new ClientId(client),
          made.getDeclarationId());
    }
  }

  private static boolean tellsOfKnowing(DeclarationKind kind) {
    return switch (kind) {
      case DUAL_RELATIONSHIP, GIFT -> true;
      // What it is, is not said. In doubt nobody meets a concern that may be too close.
      case OTHER, UNKNOWN -> true;
      // A slip is about one access. It says nothing of the client.
      case ACCESS_BY_MISTAKE -> false;
    };
  }
}

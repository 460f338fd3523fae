package org.casenotesaudit.alerts.intake;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.GroupKey;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.ReviewProcess;
import org.casenotesaudit.alerts.concern.ReviewStep;
import org.casenotesaudit.alerts.concern.Standing;
import org.casenotesaudit.alerts.concern.Withdrawal;
import org.casenotesaudit.alerts.store.AlertStore;
import org.casenotesaudit.alerts.store.ConcernRecord;
import org.casenotesaudit.alerts.store.ConcernRecord.Happening;
import org.casenotesaudit.alerts.store.ConcernRecord.HistoryEntry;
import org.casenotesaudit.messaging.ContentId;
import org.jspecify.annotations.Nullable;

/**
 * Alerts become concerns. Read twice, or in another order, they come to the same: an alert counts
 * by its id, and its withdrawal counts only if its revision is later.
 */
final class AlertIntake {

  private AlertIntake() {}

  static void raised(Connection connection, Alert alert, Instant now) throws SQLException {
    Optional<Alert> before = AlertStore.alert(connection, alert.alertId());
    if (before.isPresent() && before.get().revision() >= alert.revision()) {
      return;
    }
    // A later revision of an alert that stood all along is no new work, only newer figures.
    boolean stoodAllAlong =
        before.isPresent()
            && GroupKey.of(before.get()).equals(GroupKey.of(alert))
            && !AlertStore.withdrawnAfter(connection, alert.alertId(), before.get().revision());
    AlertStore.keep(connection, alert, now);
    if (!stoodAllAlong) {
      joinGroup(connection, alert, now);
    }
    if (before.isPresent()) {
      for (Concern concern : AlertStore.concernsWith(connection, alert.alertId())) {
        if (concern.kind() == before.get().kind() && concern.kind() != alert.kind()) {
          // It stays there to be read, as a withdrawn one does, and stands in its new concern only.
          note(connection, concern.id(), now, Happening.ALERT_MOVED, alert.alertId());
        }
        restand(connection, concern, now);
      }
    }
  }

  static void withdrawn(Connection connection, Withdrawal withdrawal, Instant now)
      throws SQLException {
    if (!AlertStore.keep(connection, withdrawal)) {
      return;
    }
    for (Concern concern : AlertStore.concernsWith(connection, withdrawal.alertId())) {
      note(connection, concern.id(), now, Happening.ALERT_WITHDRAWN, withdrawal.alertId());
      restand(connection, concern, now);
    }
  }

  private static void joinGroup(Connection connection, Alert alert, Instant now)
      throws SQLException {
    GroupKey key = GroupKey.of(alert);
    Optional<Concern> newest = AlertStore.newestOf(connection, key);
    if (newest.isEmpty()) {
      open(connection, key, alert, null, now);
      return;
    }
    Concern concern = newest.get();
    switch (ReviewProcess.next(concern.status(), new ReviewStep.AlertJoined())) {
      case ReviewProcess.Outcome.NewConcern ignored ->
          open(connection, key, alert, concern.id(), now);
      case ReviewProcess.Outcome.Now after -> {
        AlertStore.join(connection, concern.id(), alert.alertId());
        note(
            connection,
            concern.id(),
            now,
            concern.status() == ConcernStatus.WITHDRAWN
                ? Happening.OPENED_AGAIN_BY_ALERT
                : Happening.ALERT_JOINED,
            alert.alertId());
        stand(connection, concern.id(), after.status(), now);
      }
      case ReviewProcess.Outcome.Refused refused ->
          throw new IllegalStateException(
              refused.code() + " (expected: an alert is never refused)");
    }
  }

  private static void open(
      Connection connection, GroupKey key, Alert alert, @Nullable ConcernId follows, Instant now)
      throws SQLException {
    int generation = AlertStore.generations(connection, key) + 1;
    // From its group, so that reading the topics again into an empty database gives the same ids.
    ConcernId id =
        new ConcernId(
            ContentId.uuidV8(
                key.text().getBytes(StandardCharsets.UTF_8),
                Integer.toString(generation).getBytes(StandardCharsets.UTF_8)));
    Standing alone = Standing.of(List.of(new Member(alert, null, key.kind())));
    AlertStore.open(connection, id, key, follows, alone, now);
    AlertStore.join(connection, id, alert.alertId());
    note(connection, id, now, Happening.OPENED, alert.alertId());
    // Its withdrawal may have been read before it.
    stand(connection, id, ConcernStatus.OPEN, now);
  }

  private static void restand(Connection connection, Concern concern, Instant now)
      throws SQLException {
    stand(connection, concern.id(), concern.status(), now);
  }

  private static void stand(Connection connection, ConcernId id, ConcernStatus status, Instant now)
      throws SQLException {
    Standing standing = Standing.of(ConcernRecord.members(connection, id));
    ConcernStatus after = status;
    if (standing.allWithdrawn()
        && ReviewProcess.next(status, new ReviewStep.LastAlertWithdrawn())
            instanceof ReviewProcess.Outcome.Now(ConcernStatus next)) {
      after = next;
      if (next != status) {
        note(connection, id, now, Happening.CLOSED_AS_WITHDRAWN, null);
      }
    }
    AlertStore.stand(connection, id, after, standing);
  }

  private static void note(
      Connection connection, ConcernId id, Instant now, Happening what, @Nullable String detail)
      throws SQLException {
    ConcernRecord.happened(connection, id, new HistoryEntry(now, null, what, detail, null, null));
  }
}

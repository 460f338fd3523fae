package org.casenotesaudit.alerts.review;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.Viewer;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.store.ConcernQueries;
import org.casenotesaudit.alerts.store.Database;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.alerts.store.QueuePage;
import org.casenotesaudit.events.ConcernListKind;
import org.casenotesaudit.events.ConcernsListed;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer sees of many concerns at once: references, never names. That a list was shown
 * commits before the list leaves.
 */
@Singleton
public class QueueDesk {

  /** A page of the queue, and whether the directory knows the viewer at all. */
  public record Queue(QueuePage page, List<String> rules, boolean viewerMapped) {}

  private final Database database;
  private final Outbox outbox;
  private final Viewers viewers;

  QueueDesk(Database database, Outbox outbox, Viewers viewers) {
    this.database = database;
    this.outbox = outbox;
    this.viewers = viewers;
  }

  /** A page of the queue: references only. Showing it is one event, however many stand on it. */
  public Queue page(WorkerId viewer, QueueFilter filter, int limit, @Nullable String cursor) {
    return database.transaction(
        connection -> {
          Viewer mapped = viewers.of(connection, viewer);
          QueuePage page = ConcernQueries.page(connection, mapped, filter, limit, cursor);
          listed(connection, viewer, ConcernListKind.QUEUE, filter.codes(), page.concerns().size());
          return new Queue(
              page, ConcernQueries.rules(connection, mapped), !(mapped instanceof Viewer.Unmapped));
        });
  }

  /**
   * Concerns that opened after a number and that this viewer may see. Nothing of them may be shown
   * but that there are some.
   */
  public List<Concern> openedAfter(WorkerId viewer, long openedNumber) {
    return database.transaction(connection -> openedAfter(connection, viewer, openedNumber));
  }

  /** The same, to be shown: one event for all that come at once. */
  public List<Concern> showOpenedAfter(WorkerId viewer, long openedNumber) {
    return database.transaction(
        connection -> {
          List<Concern> opened = openedAfter(connection, viewer, openedNumber);
          if (!opened.isEmpty()) {
            listed(connection, viewer, ConcernListKind.LIVE_UPDATE, List.of(), opened.size());
          }
          return opened;
        });
  }

  private List<Concern> openedAfter(Connection connection, WorkerId viewer, long openedNumber)
      throws SQLException {
    return ConcernQueries.openedAfter(connection, viewers.of(connection, viewer), openedNumber);
  }

  private void listed(
      Connection connection,
      WorkerId viewer,
      ConcernListKind kind,
      List<String> filters,
      int concernCount)
      throws SQLException {
    Envelope envelope = outbox.envelope(viewer.value(), null);
    Database.lockSubject(connection, Topics.REVIEWS.keyFor(envelope));
    outbox.append(
        connection,
        Topics.REVIEWS,
        ConcernsListed.newBuilder()
            .setEnvelope(envelope)
            .setListKind(kind)
            .setFilters(filters)
            .setConcernCount(concernCount)
            .build());
  }
}

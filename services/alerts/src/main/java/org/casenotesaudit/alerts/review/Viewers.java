package org.casenotesaudit.alerts.review;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.Viewer;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.store.Directory;

/** Who asks, as the own-concern rule needs them: from the directory, and from the settings. */
@Singleton
final class Viewers {

  private final Optional<WorkerId> external;
  private final InstantSource clock;

  Viewers(ReviewSettings settings, InstantSource clock) {
    this.external =
        Optional.of(settings.externalReviewer())
            .filter(id -> !id.isBlank())
            .map(id -> new WorkerId(id.strip()));
    this.clock = clock;
  }

  /** This worker, with all that keeps concerns from them now. */
  Viewer of(Connection connection, WorkerId worker) throws SQLException {
    return external.equals(Optional.of(worker))
        ? Directory.external(connection, worker, clock.instant())
        : Directory.viewer(connection, worker, clock.instant());
  }

  /** Everybody of whom it is known that they review, but for the external reviewer. */
  List<Viewer.Mapped> reviewers(Connection connection) throws SQLException {
    return Directory.reviewers(connection, external, clock.instant());
  }
}

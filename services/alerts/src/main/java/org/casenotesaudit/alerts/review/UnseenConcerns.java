package org.casenotesaudit.alerts.review;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.concurrent.atomic.AtomicLong;
import org.casenotesaudit.alerts.store.ConcernQueries;
import org.casenotesaudit.alerts.store.Database;

/**
 * Counts unsettled concerns that no known reviewer may see. They wait for the external reviewer;
 * where none is named, nobody will ever look at them, and this figure is all that says so.
 */
@Context
class UnseenConcerns {

  private final Database database;
  private final Viewers viewers;
  private final AtomicLong unseen;

  UnseenConcerns(Database database, Viewers viewers, MeterRegistry meters) {
    this.database = database;
    this.viewers = viewers;
    this.unseen = meters.gauge("alerts.concerns.unseen", new AtomicLong());
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "10s")
  void count() {
    unseen.set(
        database.transaction(
            connection ->
                ConcernQueries.unsettledForNobodyOf(connection, viewers.reviewers(connection))));
  }
}

package org.casenotesaudit.audittrail;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.casenotesaudit.audittrail.append.LedgerWriter;
import org.casenotesaudit.audittrail.integrate.Integrator;
import org.casenotesaudit.audittrail.integrate.TreeTable;
import org.casenotesaudit.messaging.Failures;
import org.casenotesaudit.messaging.consume.ConsumerLoop;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the trail keeps its promises right now: it reads, and what it has appended gets its
 * checkpoint. A gap in a source's sequence is shown, and counted, when it has been open for a
 * minute; it does not make this service unready, because another one must close it.
 */
@Singleton
@Readiness
final class TrailHealth implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(TrailHealth.class);
  private static final Duration BEHIND_MAX = Duration.ofSeconds(10);
  private static final Duration GAP_REPORTED_AFTER = Duration.ofSeconds(60);

  private final ConsumerLoop loop;
  private final LedgerWriter writer;
  private final Integrator integrator;
  private final TreeTable table;
  private final InstantSource clock;
  private volatile Map<String, Long> gaps = Map.of();

  TrailHealth(
      ConsumerLoop loop,
      LedgerWriter writer,
      Integrator integrator,
      TreeTable table,
      InstantSource clock) {
    this.loop = loop;
    this.writer = writer;
    this.integrator = integrator;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    // A superseded writer stands by, however healthy its loop still looks in this moment.
    boolean up =
        !writer.isSuperseded()
            && loop.isHealthy()
            && integrator.isHealthy()
            && integrator.behind().compareTo(BEHIND_MAX) < 0;
    Map<String, Object> details = new TreeMap<>();
    details.put("reading", loop.isHealthy());
    details.put("superseded", writer.isSuperseded());
    details.put("lag", loop.lag().orElse(-1));
    details.put("checkpointing", integrator.isHealthy());
    details.put("treeSize", integrator.treeSize());
    details.put("behindMillis", integrator.behind().toMillis());
    details.put("openGaps", gaps);
    return Publishers.just(
        HealthResult.builder("audit-trail", up ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }

  @Scheduled(fixedDelay = "10s", initialDelay = "10s")
  void lookForGaps() {
    try {
      gaps = Map.copyOf(table.gapsOpenSince(clock.instant().minus(GAP_REPORTED_AFTER)));
    } catch (SQLException e) {
      // What was known stays known; that the database is away shows in every other light.
      LOG.warn("gaps: {}; looking again", Failures.nameOf(e));
    }
  }

  /** Sources with a gap that has been open for a minute, and the first sequence missing. */
  Map<String, Long> gaps() {
    return gaps;
  }
}

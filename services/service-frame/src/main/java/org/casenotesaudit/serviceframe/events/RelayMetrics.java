package org.casenotesaudit.serviceframe.events;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import org.casenotesaudit.messaging.outbox.OutboxCounters;
import org.casenotesaudit.messaging.outbox.OutboxRelay;
import org.casenotesaudit.messaging.outbox.ReceiptPruner;

/**
 * Makes visible what the relay sent, sent again, could not send, and how long events wait and are
 * kept.
 */
@Context
@Requires(bean = OutboxRelay.class)
final class RelayMetrics {

  /**
   * Registers by itself: a MeterBinder would be asked for by the meter registry, which the pool
   * asks for, which the relay asks for.
   */
  RelayMetrics(OutboxRelay relay, ReceiptPruner pruner, MeterRegistry registry) {
    OutboxCounters counters = relay.counters();
    FunctionCounter.builder("audit.outbox.sent", counters, OutboxCounters::sent)
        .description("Events acknowledged by Kafka")
        .register(registry);
    FunctionCounter.builder("audit.outbox.retried", counters, OutboxCounters::retried)
        .description("Events sent again after a doubt")
        .register(registry);
    FunctionCounter.builder("audit.outbox.failures", counters, OutboxCounters::failures)
        .description("Times the relay had to start over")
        .register(registry);
    FunctionCounter.builder("audit.outbox.pruned", pruner, ReceiptPruner::pruned)
        .description("Events forgotten here because a signed checkpoint covers them")
        .register(registry);
    FunctionCounter.builder("audit.outbox.receipts.undecodable", pruner, ReceiptPruner::undecodable)
        .description("Records on the receipts' topic that could not be read and were passed over")
        .register(registry);
    Gauge.builder("audit.outbox.pending", counters, OutboxCounters::pending)
        .description("Events committed and not yet acknowledged")
        .register(registry);
    Gauge.builder(
            "audit.outbox.oldest.pending.seconds", counters, OutboxCounters::oldestPendingSeconds)
        .description("Age of the oldest event that waits")
        .register(registry);
    Gauge.builder("audit.outbox.leading", counters, c -> c.leading() ? 1 : 0)
        .description("1 in the process whose relay sends")
        .register(registry);
  }
}

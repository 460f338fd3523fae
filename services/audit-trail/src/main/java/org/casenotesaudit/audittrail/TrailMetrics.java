package org.casenotesaudit.audittrail;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.casenotesaudit.audittrail.append.TrailCounters;
import org.casenotesaudit.audittrail.integrate.Integrator;
import org.casenotesaudit.audittrail.integrate.Receipts;
import org.casenotesaudit.messaging.consume.ConsumerLoop;

/**
 * Makes visible what became of records and how far checkpoints are. No MeterBinder: the pool of
 * connections asks for the registry while it is built, the registry for all binders, and these
 * would ask for the pool.
 */
@Context
final class TrailMetrics {

  TrailMetrics(
      MeterRegistry registry,
      TrailCounters counters,
      ConsumerLoop loop,
      Integrator integrator,
      Receipts receipts,
      TrailHealth health) {
    counter(
        registry,
        "audit.trail.entries.appended",
        "Entries appended, of every kind",
        counters,
        TrailCounters::appended);
    counter(
        registry,
        "audit.trail.events.duplicate",
        "Events that came again, byte for byte",
        counters,
        TrailCounters::duplicates);
    counter(
        registry,
        "audit.trail.records.rejected",
        "Records that could not be taken in; each has an entry",
        counters,
        TrailCounters::rejected);
    counter(
        registry,
        "audit.trail.events.conflicting",
        "Known event ids that came with other bytes; each has an entry",
        counters,
        TrailCounters::conflicts);
    counter(
        registry,
        "audit.trail.sequences.reused",
        "Numbers that a source gave to two events; each has an entry",
        counters,
        TrailCounters::reused);
    counter(
        registry,
        "audit.trail.consumer.failures",
        "Batches that failed and were read again",
        loop,
        ConsumerLoop::failures);
    counter(
        registry,
        "audit.trail.consumer.losses",
        "Findings that records may have been lost",
        loop,
        ConsumerLoop::losses);
    counter(
        registry,
        "audit.trail.checkpoint.failures",
        "Rounds that failed and were repeated",
        integrator,
        Integrator::failures);
    counter(
        registry,
        "audit.trail.receipt.failures",
        "Receipts that could not be sent",
        receipts,
        Receipts::failures);
    gauge(
        registry,
        "audit.trail.tree.size",
        "Entries under the published checkpoint",
        integrator::treeSize);
    gauge(
        registry,
        "audit.trail.checkpoint.behind.seconds",
        "How long the oldest entry without a checkpoint has waited",
        () -> integrator.behind().toMillis() / 1000.0);
    gauge(
        registry,
        "audit.trail.consumer.lag",
        "Records not yet taken in",
        () -> loop.lag().orElse(0));
    gauge(
        registry,
        "audit.trail.sequence.gaps",
        "Sources with a gap open for a minute",
        () -> health.gaps().size());
  }

  private static <T> void counter(
      MeterRegistry registry, String name, String description, T owner, ToDoubleFunction<T> count) {
    FunctionCounter.builder(name, owner, count).description(description).register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }
}

package org.casenotesaudit.audittrail.integrate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.casenotesaudit.audittrail.integrate.TreeTable.Appended;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.LedgerReceipt;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.EventAttributes;
import org.casenotesaudit.messaging.Failures;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each source up to which of its sequences a signed checkpoint covers everything: at most one
 * receipt per source and second. A receipt says all that earlier ones said, so one that is lost
 * does no harm; that is why they need no outbox.
 */
public final class Receipts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
  private static final String SOURCE = "audit-trail-receipts";
  private static final long BETWEEN_MILLIS = 1_000;

  private final String agencyId;
  private final EventSerializer serializer;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final InstantSource clock;
  private final IdSource ids;
  private final LongSupplier sequence;
  private final Map<String, Long> told = new ConcurrentHashMap<>();
  private final AtomicLong failures = new AtomicLong();
  private @Nullable Producer<byte[], byte[]> producer;
  private long lastMillis;

  /**
   * @param sequence gives numbers that only grow, also over restarts
   */
  public Receipts(
      String agencyId,
      EventSerializer serializer,
      Supplier<Producer<byte[], byte[]>> producers,
      InstantSource clock,
      IdSource ids,
      LongSupplier sequence) {
    this.agencyId = agencyId;
    this.serializer = serializer;
    this.producers = producers;
    this.clock = clock;
    this.ids = ids;
    this.sequence = sequence;
  }

  /** Sends what is new since the last time; what is held back now goes with a later call. */
  void cover(Appended appended) {
    if (clock.millis() - lastMillis < BETWEEN_MILLIS) {
      return;
    }
    Map<String, Long> news = new HashMap<>(appended.covered());
    news.entrySet().removeIf(source -> source.getValue() <= told.getOrDefault(source.getKey(), 0L));
    if (news.isEmpty()) {
      return;
    }
    lastMillis = clock.millis();
    try {
      Producer<byte[], byte[]> open = producer;
      if (open == null) {
        open = producers.get();
        producer = open;
      }
      for (Map.Entry<String, Long> source : news.entrySet()) {
        send(open, source.getKey(), source.getValue(), appended.entries());
      }
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      LOG.warn("receipts: {}; sending them again later", Failures.nameOf(e));
    }
  }

  /** Receipts that could not be sent, since the start. */
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(java.time.Duration.ofSeconds(2));
    }
  }

  private void send(Producer<byte[], byte[]> open, String source, long upTo, long treeSize) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    LedgerReceipt receipt =
        LedgerReceipt.newBuilder()
            .setEnvelope(
                Envelope.newBuilder()
                    .setEventId(ids.next().toString())
                    .setAgencyId(agencyId)
                    .setSource(SOURCE)
                    .setSourceSequence(sequence.getAsLong())
                    .setOccurredAt(now)
                    .setRecordedAt(now)
                    .build())
            .setCoveredSource(source)
            .setContiguousSequence(upTo)
            .setTreeSize(treeSize)
            .build();
    byte[] value = serializer.serialize(Topics.RECEIPTS.name(), receipt);
    byte[] key = source.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    open.send(
        new ProducerRecord<>(
            Topics.RECEIPTS.name(), null, key, value, EventAttributes.of(receipt).toHeaders()),
        (sent, failure) -> {
          if (failure == null) {
            told.merge(source, upTo, Math::max);
          } else {
            failures.incrementAndGet();
          }
        });
  }
}

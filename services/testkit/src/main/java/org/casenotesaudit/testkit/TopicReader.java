package org.casenotesaudit.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.messaging.consume.ConsumerLoop;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.RegistrySettings;

/**
 * Reads a topic in a test, from its beginning or from where the test began. Waits until there is
 * enough, and never longer than asked.
 */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventDecoder decoder;
  private final List<ConsumerRecord<byte[], byte[]>> unread = new ArrayList<>();

  /** A record with what it says. */
  public record Read(
      ConsumerRecord<byte[], byte[]> record, SpecificRecord event, Envelope envelope) {}

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, EventDecoder decoder) {
    this.consumer = consumer;
    this.decoder = decoder;
  }

  /** All events of a topic of the shared broker, as soon as there are so many. */
  public static List<Read> read(Topic topic, int atLeast, Duration timeout) {
    try (TopicReader reader = fromBeginning(topic)) {
      return reader.next(atLeast, timeout);
    }
  }

  /** A reader of the shared broker that begins with the oldest record. */
  public static TopicReader fromBeginning(Topic topic) {
    return on(Broker.running().bootstrapServers(), Registry.running().url(), topic, true);
  }

  /** A reader of the shared broker that begins with the next record written from now on. */
  public static TopicReader fromNow(Topic topic) {
    return on(Broker.running().bootstrapServers(), Registry.running().url(), topic, false);
  }

  /** A reader of any broker. */
  public static TopicReader on(
      String bootstrapServers, String registryUrl, Topic topic, boolean fromBeginning) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(ConsumerLoop.settings(Map.of("bootstrap.servers", bootstrapServers)));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    // A seek waits for its first use; a test's "now" must not.
    partitions.forEach(consumer::position);
    return new TopicReader(consumer, new EventDecoder(new RegistrySettings(registryUrl, false)));
  }

  /**
   * The next events, at least so many; per partition in order.
   *
   * @throws AssertionError if there are fewer when the time is over, or one that does not decode or
   *     carries other headers than {@link AttributesContract} says
   */
  public List<Read> next(int atLeast, Duration timeout) {
    return nextRecords(atLeast, timeout).stream().map(this::decode).toList();
  }

  /** Events of one type for which something holds; others on the way are passed over. */
  public <E extends SpecificRecord> List<E> next(
      Class<E> type, Predicate<E> which, int atLeast, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    List<E> found = new ArrayList<>();
    Map<String, Integer> others = new HashMap<>();
    while (found.size() < atLeast) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "%s: %d in %s (expected: %d or more; seen besides: %s)"
                .formatted(type.getSimpleName(), found.size(), timeout, atLeast, others));
      }
      for (ConsumerRecord<byte[], byte[]> record : poll(end)) {
        SpecificRecord event = decode(record).event();
        if (type.isInstance(event) && which.test(type.cast(event))) {
          found.add(type.cast(event));
        } else {
          others.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        }
      }
    }
    return found;
  }

  /**
   * The next events of which one thing holds, up to and with the first of which the other holds, as
   * a reader counts them: after any doubt a relay sends the same bytes again, and that is no second
   * event.
   *
   * @throws AssertionError if one id comes again with other bytes
   */
  public List<Read> upTo(Predicate<Read> which, Predicate<Read> last, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    Map<String, Read> found = new LinkedHashMap<>();
    while (System.nanoTime() - end < 0) {
      for (Read read : poll(end).stream().map(this::decode).filter(which).toList()) {
        Read before = found.putIfAbsent(read.envelope().getEventId(), read);
        if (before != null && !Arrays.equals(before.record().value(), read.record().value())) {
          throw new AssertionError(before.event() + " came again as " + read.event());
        }
        if (last.test(read)) {
          return List.copyOf(found.values());
        }
      }
    }
    throw new AssertionError(
        "the last event is not among the %d read in %s: %s"
            .formatted(
                found.size(),
                timeout,
                found.values().stream()
                    .map(read -> read.event().getClass().getSimpleName())
                    .toList()));
  }

  /** The next records as they are, without reading what they say. */
  public List<ConsumerRecord<byte[], byte[]>> nextRecords(int atLeast, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(unread);
    unread.clear();
    while (records.size() < atLeast) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "records: %d in %s (expected: %d or more)".formatted(records.size(), timeout, atLeast));
      }
      records.addAll(poll(end));
    }
    records.sort(
        Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset));
    return records;
  }

  /** Fails if more records come while one waits that long. */
  public void assertNothingMore(Duration wait) {
    List<ConsumerRecord<byte[], byte[]>> more = poll(System.nanoTime() + wait.toNanos());
    if (!more.isEmpty()) {
      unread.addAll(more);
      throw new AssertionError("records: %d more (expected: none)".formatted(more.size()));
    }
  }

  @Override
  public void close() {
    consumer.close();
    decoder.close();
  }

  private List<ConsumerRecord<byte[], byte[]>> poll(long endNanos) {
    long left = Math.max(1, (endNanos - System.nanoTime()) / 1_000_000);
    List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
    consumer.poll(Duration.ofMillis(Math.min(left, 500))).forEach(polled::add);
    return polled;
  }

  private Read decode(ConsumerRecord<byte[], byte[]> record) {
    return switch (decoder.decode(record.topic(), record.value())) {
      case DecodedEvent.Known(SpecificRecord event, Envelope envelope) -> {
        AttributesContract.hold(record.headers(), event);
        yield new Read(record, event, envelope);
      }
      case DecodedEvent.Unfamiliar(var generic, String name) ->
          throw new AssertionError(name + " (expected: a type of the catalogue)");
      case DecodedEvent.Undecodable(var code, String detail) ->
          throw new AssertionError(code + " " + detail + " (expected: an event)");
    };
  }
}

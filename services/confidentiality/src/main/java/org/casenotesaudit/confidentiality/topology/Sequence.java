package org.casenotesaudit.confidentiality.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.events.catalogue.Topic;

/**
 * The numbers of one partition: the next place in its sequence of outgoing events, and how far time
 * has come. They lie in a store, so that they commit with the events or not at all.
 */
final class Sequence {

  private static final byte[] SENT = "sent".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OBSERVED_UNTIL =
      "observed-until-micros".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] CLEARED_DAY = "cleared-day".getBytes(StandardCharsets.US_ASCII);
  private static final String DAY_OF = "day-of-";
  private static final long NO_DAY_YET = Long.MIN_VALUE / 2 / TimeUnit.DAYS.toMicros(1);

  private final KeyValueStore<byte[], byte[]> counters;
  private final String source;
  private final Map<String, Long> days = new HashMap<>();
  private long observedUntilMicros;
  private long clearedDay;

  Sequence(KeyValueStore<byte[], byte[]> counters, String app, TaskId task) {
    this.counters = counters;
    this.source = app + "-" + task.subtopology() + "-" + task.partition();
    this.observedUntilMicros = read(OBSERVED_UNTIL, Long.MIN_VALUE / 2);
    this.clearedDay = read(CLEARED_DAY, NO_DAY_YET);
    for (Topic topic : ConfidentialityTopology.READ) {
      days.put(topic.name(), read(dayOf(topic.name()), NO_DAY_YET));
    }
  }

  /** Each partition numbers its events itself: one writer, one gapless sequence. */
  String source() {
    return source;
  }

  long next() {
    long next = read(SENT, 0) + 1;
    write(SENT, next);
    return next;
  }

  Instant observedUntil() {
    return StoreKeys.ofMicros(observedUntilMicros);
  }

  /**
   * Time moves with what sources record; it never moves back.
   *
   * @return whether it moved
   */
  boolean observe(String topic, Instant recordedAt) {
    long micros = StoreKeys.micros(recordedAt);
    long day = Math.floorDiv(micros, TimeUnit.DAYS.toMicros(1));
    // Written once a day: an ordinary record costs nothing here.
    if (day > days.getOrDefault(topic, NO_DAY_YET)) {
      days.put(topic, day);
      write(dayOf(topic), day);
    }
    if (micros <= observedUntilMicros) {
      return false;
    }
    observedUntilMicros = micros;
    write(OBSERVED_UNTIL, micros);
    return true;
  }

  /**
   * The day, since 1970, until whose start everything recorded was read: the slowest topic decides.
   * What is forgotten by it does not depend on the order in which topics were read.
   */
  long closedDay() {
    return Collections.min(days.values());
  }

  static Instant startOf(long day) {
    return StoreKeys.ofMicros(TimeUnit.DAYS.toMicros(day));
  }

  /** The day for which acts past the horizon were last let go. */
  long clearedDay() {
    return clearedDay;
  }

  void cleared(long day) {
    clearedDay = day;
    write(CLEARED_DAY, day);
  }

  private static byte[] dayOf(String topic) {
    return (DAY_OF + topic).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether this is the first time that anybody asks for that name. */
  boolean firstTime(String name) {
    byte[] key = name.getBytes(StandardCharsets.US_ASCII);
    if (counters.get(key) != null) {
      return false;
    }
    write(key, 1);
    return true;
  }

  private long read(byte[] name, long otherwise) {
    byte[] stored = counters.get(name);
    return stored == null ? otherwise : ByteBuffer.wrap(stored).getLong();
  }

  private void write(byte[] name, long value) {
    counters.put(name, ByteBuffer.allocate(Long.BYTES).putLong(0, value).array());
  }
}

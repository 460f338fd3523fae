package org.casenotesaudit.confidentiality.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The numbers of one partition: the next place in its sequence of outgoing events, and how far time
 * has come. They lie in a store, so that they commit with the events or not at all.
 */
final class Sequence {

  private static final byte[] SENT = "sent".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OBSERVED_UNTIL =
      "observed-until-micros".getBytes(StandardCharsets.US_ASCII);

  private final KeyValueStore<byte[], byte[]> counters;
  private final String source;
  private long observedUntilMicros;

  Sequence(KeyValueStore<byte[], byte[]> counters, String app, TaskId task) {
    this.counters = counters;
    this.source = app + "-" + task.subtopology() + "-" + task.partition();
    this.observedUntilMicros = read(OBSERVED_UNTIL, Long.MIN_VALUE / 2);
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
  boolean observe(Instant recordedAt) {
    long micros = StoreKeys.micros(recordedAt);
    if (micros <= observedUntilMicros) {
      return false;
    }
    observedUntilMicros = micros;
    write(OBSERVED_UNTIL, micros);
    return true;
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

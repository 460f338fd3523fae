package org.casenotesaudit.confidentiality.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.casenotesaudit.rules.facts.Access;

/**
 * How keys are laid out in the stores, so that one client's entries lie together and, for acts, in
 * order of time. Big-endian with the sign bit flipped: bytes compare as the numbers do.
 */
public final class StoreKeys {

  private static final byte END_OF_CLIENT = 0;

  /** Comes right after {@link #END_OF_CLIENT}: the upper end of a scan, never part of a key. */
  private static final byte BEYOND_CLIENT = 1;

  private static final Instant LATEST = Instant.EPOCH.plus(200_000L * 365, ChronoUnit.DAYS);
  private static final Instant EARLIEST = Instant.EPOCH.minus(200_000L * 365, ChronoUnit.DAYS);

  private StoreKeys() {}

  public static byte[] fact(String clientId, String eventId) {
    return prefixed(clientId, eventId.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] act(String clientId, Access act) {
    byte[] eventId = act.eventId().value().getBytes(StandardCharsets.UTF_8);
    return prefixed(
        clientId,
        ByteBuffer.allocate(Long.BYTES + eventId.length)
            .putLong(sortable(act.occurredAt()))
            .put(eventId)
            .array());
  }

  /** Acts of one worker on one day, alike in what was done and why. */
  static byte[] alike(String clientId, Access act) {
    String who = act.worker() + "/" + act.action() + "/" + act.purpose();
    byte[] alike = who.getBytes(StandardCharsets.UTF_8);
    return prefixed(
        clientId,
        ByteBuffer.allocate(Long.BYTES + alike.length)
            .putLong(dayOf(act.occurredAt()))
            .put(alike)
            .array());
  }

  /** The first key that days from that moment's on can have. */
  static byte[] fromDay(String clientId, Instant moment) {
    return prefixed(clientId, ByteBuffer.allocate(Long.BYTES).putLong(dayOf(moment)).array());
  }

  private static long dayOf(Instant moment) {
    return Math.floorDiv(micros(moment), TimeUnit.DAYS.toMicros(1)) ^ Long.MIN_VALUE;
  }

  /** The first key that a client's entries can have. */
  public static byte[] fromOf(String clientId) {
    return prefixed(clientId, new byte[0]);
  }

  /** The first key beyond all of a client's entries. */
  public static byte[] untilOf(String clientId) {
    byte[] key = fromOf(clientId);
    key[key.length - 1] = BEYOND_CLIENT;
    return key;
  }

  /** Waiting acts, the one due first in front. */
  static byte[] due(Instant dueAt, byte[] actKey) {
    return ByteBuffer.allocate(Long.BYTES + actKey.length)
        .putLong(sortable(dueAt))
        .put(actKey)
        .array();
  }

  /** The key up to which everything is due at that moment; itself excluded. */
  static byte[] dueUntil(Instant moment) {
    return ByteBuffer.allocate(Long.BYTES).putLong(sortable(moment) + 1).array();
  }

  static String clientOf(byte[] key) {
    return clientFrom(key, 0);
  }

  static String clientOfDue(byte[] dueKey) {
    return clientFrom(dueKey, Long.BYTES);
  }

  private static String clientFrom(byte[] key, int from) {
    int end = from;
    while (key[end] != END_OF_CLIENT) {
      end++;
    }
    return new String(key, from, end - from, StandardCharsets.UTF_8);
  }

  static byte[] actOfDue(byte[] dueKey) {
    return ByteBuffer.allocate(dueKey.length - Long.BYTES)
        .put(dueKey, Long.BYTES, dueKey.length - Long.BYTES)
        .array();
  }

  /**
   * When the act of that key occurred, or earlier: a key tells microseconds, and no absurd date.
   */
  static Instant momentOfAct(String clientId, byte[] actKey) {
    long micros = ByteBuffer.wrap(actKey).getLong(fromOf(clientId).length) ^ Long.MIN_VALUE;
    return micros == micros(EARLIEST) ? Instant.MIN : ofMicros(micros);
  }

  /** An absurd date of a bad source is taken for the end of time; it must not stop the stream. */
  static long micros(Instant moment) {
    if (moment.isAfter(LATEST)) {
      return micros(LATEST);
    }
    if (moment.isBefore(EARLIEST)) {
      return micros(EARLIEST);
    }
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long sortable(Instant moment) {
    return micros(moment) ^ Long.MIN_VALUE;
  }

  private static byte[] prefixed(String clientId, byte[] rest) {
    byte[] client = clientId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(client.length + 1 + rest.length)
        .put(client)
        .put(END_OF_CLIENT)
        .put(rest)
        .array();
  }
}

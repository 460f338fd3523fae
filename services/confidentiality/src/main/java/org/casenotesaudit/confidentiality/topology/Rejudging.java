package org.casenotesaudit.confidentiality.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.jspecify.annotations.Nullable;

/**
 * Judges what an event could make look different, never more acts at once than the bound. What is
 * left waits behind a cursor, which commits with what was said and is found again after a restart.
 * An ordinary access touches itself alone and no cursor.
 */
final class Rejudging {

  private final ClientFiles files;
  private final Bench bench;
  private final Sequence sequence;
  private final Horizon horizon;
  private final Bounds bounds;
  private final Tally tally;
  private final KeyValueStore<byte[], byte[]> stored;

  /** All cursors of the partition, the one whose turn it is first; null until they are read. */
  private @Nullable LinkedHashMap<String, Cursor> cursors;

  Rejudging(
      ClientFiles files,
      Bench bench,
      Sequence sequence,
      Horizon horizon,
      Collaborators collaborators,
      KeyValueStore<byte[], byte[]> stored) {
    this.files = files;
    this.bench = bench;
    this.sequence = sequence;
    this.horizon = horizon;
    this.bounds = collaborators.bounds();
    this.tally = collaborators.tally();
    this.stored = stored;
  }

  /** Judges the client's acts from that moment on; earlier ones cannot look different. */
  void since(String clientId, Instant reach, Trigger trigger) {
    ClientFile file = files.file(clientId, sequence.observedUntil());
    List<Access> touched = file.actsSince(reach);
    Cursor waiting = cursors().get(clientId);
    Instant recordedAt =
        waiting == null || trigger.recordedAt().isBefore(waiting.recordedAt())
            ? trigger.recordedAt()
            : waiting.recordedAt();
    Cursor rest = step(clientId, touched, file, recordedAt, trigger);
    if (waiting != null && (touched.isEmpty() || !waiting.isAfter(touched.getFirst()))) {
      // It waits further back and comes by here.
      rest = waiting.recordedAt(recordedAt);
    }
    // One that waits further on was overtaken, or is covered from where this one goes on.
    move(clientId, waiting, rest);
  }

  boolean isUnfinished() {
    return !cursors().isEmpty();
  }

  /** One step of one client; clients take turns. */
  void goOn() {
    if (cursors().isEmpty()) {
      return;
    }
    Map.Entry<String, Cursor> next = cursors().firstEntry();
    String clientId = next.getKey();
    Cursor cursor = next.getValue();
    ClientFile file = files.file(clientId, sequence.observedUntil());
    List<Access> left =
        file.actsSince(cursor.occurredAt()).stream().dropWhile(cursor::isAfter).toList();
    Cursor rest = step(clientId, left, file, cursor.recordedAt(), cursor.trigger());
    move(clientId, cursor, rest);
  }

  /**
   * @param recordedAt for acts that had settled by then, what was recorded does not count
   * @return where to go on; null if nothing is left
   */
  private @Nullable Cursor step(
      String clientId, List<Access> acts, ClientFile file, Instant recordedAt, Trigger trigger) {
    int judged = 0;
    Instant settledUntil = horizon.settledUntil(file);
    for (Access act : acts) {
      boolean isNew = act.eventId().value().equals(trigger.eventId());
      if (!isNew && file.hasSettled(act, recordedAt, settledUntil)) {
        continue;
      }
      if (judged == bounds.judgedPerStep()) {
        return Cursor.at(act, recordedAt, trigger);
      }
      bench.judge(clientId, act, file, trigger);
      judged++;
    }
    return null;
  }

  private void move(String clientId, @Nullable Cursor from, @Nullable Cursor to) {
    if (to == null) {
      // Not before: what is to be judged again is judged by all that is known.
      int collapsed = files.collapse(clientId, bounds.accessesPerClient());
      for (int act = 0; act < collapsed; act++) {
        tally.count(Kind.COLLAPSED);
      }
    }
    if (Objects.equals(from, to)) {
      return;
    }
    cursors().remove(clientId);
    byte[] key = clientId.getBytes(StandardCharsets.UTF_8);
    if (to == null) {
      stored.delete(key);
    } else {
      cursors().put(clientId, to);
      stored.put(key, to.write());
    }
  }

  private LinkedHashMap<String, Cursor> cursors() {
    if (cursors == null) {
      cursors = new LinkedHashMap<>();
      try (KeyValueIterator<byte[], byte[]> all = stored.all()) {
        while (all.hasNext()) {
          KeyValue<byte[], byte[]> one = all.next();
          cursors.put(new String(one.key, StandardCharsets.UTF_8), Cursor.read(one.value));
        }
      }
    }
    return cursors;
  }
}

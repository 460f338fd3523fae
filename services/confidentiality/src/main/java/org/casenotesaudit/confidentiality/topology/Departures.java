package org.casenotesaudit.confidentiality.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Past.Departed;
import org.casenotesaudit.rules.facts.WorkerId;

/** What is remembered of acts that have left their client's file: a line for each worker. */
final class Departures {

  private static final long NEVER = Long.MIN_VALUE;

  private final KeyValueStore<byte[], byte[]> stored;

  Departures(KeyValueStore<byte[], byte[]> stored) {
    this.stored = stored;
  }

  void add(String clientId, Access act) {
    byte[] key = StoreKeys.fact(clientId, act.worker().value());
    Departed one = Departed.of(act);
    byte[] known = stored.get(key);
    stored.put(key, write(known == null ? one : read(known).and(one)));
  }

  Map<WorkerId, Departed> of(String clientId) {
    Map<WorkerId, Departed> departed = new HashMap<>();
    int workerAt = StoreKeys.fromOf(clientId).length;
    try (KeyValueIterator<byte[], byte[]> lines =
        stored.range(StoreKeys.fromOf(clientId), StoreKeys.untilOf(clientId))) {
      while (lines.hasNext()) {
        KeyValue<byte[], byte[]> line = lines.next();
        String worker =
            new String(line.key, workerAt, line.key.length - workerAt, StandardCharsets.UTF_8);
        departed.put(new WorkerId(worker), read(line.value));
      }
    }
    return departed;
  }

  private static byte[] write(Departed departed) {
    Instant opened = departed.firstOpened();
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(StoreKeys.micros(departed.latest()))
        .putLong(opened == null ? NEVER : StoreKeys.micros(opened))
        .array();
  }

  private static Departed read(byte[] line) {
    ByteBuffer buffer = ByteBuffer.wrap(line);
    Instant latest = StoreKeys.ofMicros(buffer.getLong());
    long opened = buffer.getLong();
    return new Departed(latest, opened == NEVER ? null : StoreKeys.ofMicros(opened));
  }
}

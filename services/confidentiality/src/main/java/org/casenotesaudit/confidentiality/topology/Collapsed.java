package org.casenotesaudit.confidentiality.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.confidentiality.publishing.Digests;
import org.casenotesaudit.rules.facts.Access;

/**
 * Acts beyond the bound of their client, as (worker, day, action, purpose). Of each only eight
 * bytes of its id's digest are kept: enough to count it once, however often it is delivered.
 */
final class Collapsed {

  private static final int HEX_DIGITS = 2 * Long.BYTES;

  private final KeyValueStore<byte[], byte[]> stored;

  Collapsed(KeyValueStore<byte[], byte[]> stored) {
    this.stored = stored;
  }

  void add(String clientId, Access act) {
    byte[] key = StoreKeys.alike(clientId, act);
    byte[] known = stored.get(key);
    byte[] before = known == null ? new byte[0] : known;
    stored.put(
        key,
        ByteBuffer.allocate(before.length + Long.BYTES).put(before).putLong(sign(act)).array());
  }

  boolean holds(String clientId, Access act) {
    byte[] known = stored.get(StoreKeys.alike(clientId, act));
    if (known != null) {
      ByteBuffer signs = ByteBuffer.wrap(known);
      while (signs.hasRemaining()) {
        if (signs.getLong() == sign(act)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Forgets the client's days before that moment's. */
  void clear(String clientId, Instant oldest) {
    List<byte[]> past = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> days =
        stored.range(StoreKeys.fromOf(clientId), StoreKeys.fromDay(clientId, oldest))) {
      days.forEachRemaining(day -> past.add(day.key));
    }
    past.forEach(stored::delete);
  }

  private static long sign(Access act) {
    String digest = Digests.sha256(act.eventId().value().getBytes(StandardCharsets.UTF_8));
    return Long.parseUnsignedLong(digest.substring(0, HEX_DIGITS), 16);
  }
}

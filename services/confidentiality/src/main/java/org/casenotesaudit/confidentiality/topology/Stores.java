package org.casenotesaudit.confidentiality.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The state of one partition. A name is part of a changelog topic's name: renaming is migrating.
 */
public final class Stores {

  /** (client, event id) to the event that states a fact, as it came. */
  public static final String FACTS = "facts";

  /** (client, occurred at, event id) to the event that tells of an act, and its last judgement. */
  public static final String ACCESSES = "accesses";

  /** (client, worker) to what is remembered of acts that have left {@link #ACCESSES}. */
  static final String DEPARTED = "departed";

  /** (client, day, worker, action, purpose) to the accesses that collapsed into it. */
  static final String COLLAPSED = "collapsed";

  /** (due, act) of acts whose judgement changes when time has passed. */
  static final String PENDING = "pending";

  /** Client to where judging their acts again goes on; holds what is unfinished, no more. */
  static final String CURSORS = "cursors";

  /** Names to numbers: the sequence of outgoing events, how far time has come. */
  static final String COUNTERS = "counters";

  /** (topic, partition, offset) to bytes that could not be taken in; they go nowhere else. */
  static final String QUARANTINED = "quarantined";

  private Stores() {}

  static List<StoreBuilder<KeyValueStore<byte[], byte[]>>> all() {
    return List.of(FACTS, ACCESSES, DEPARTED, COLLAPSED, PENDING, CURSORS, COUNTERS, QUARANTINED)
        .stream()
        .map(
            name ->
                org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                    .withLoggingEnabled(Map.of())
                    .withCachingDisabled())
        .toList();
  }
}

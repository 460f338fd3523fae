package org.casenotesaudit.confidentiality.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.confidentiality.reading.EventReader;
import org.casenotesaudit.confidentiality.reading.Reading;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.Past;
import org.jspecify.annotations.Nullable;

/**
 * The client files of one partition: the stores are the truth, recently used files are held decoded
 * beside them. Belongs to one processor's life; a failed transaction ends both.
 */
final class ClientFiles {

  /** Facts and acts held decoded, of all files of the partition together. */
  private static final int DECODED_EVENTS_MAX = 50_000;

  private final KeyValueStore<byte[], byte[]> facts;
  private final KeyValueStore<byte[], byte[]> acts;
  private final Departures departures;
  private final Collapsed collapsed;
  private final EventDecoder decoder;
  private final Horizon horizon;
  private final LinkedHashMap<String, ClientFile> recent = new LinkedHashMap<>(64, 0.75f, true);
  private int decodedEvents;

  /** What happened when an event was put into a file. */
  enum Put {
    NEW,
    SAME_AGAIN,
    OTHER_BYTES,
    TOO_LATE
  }

  /** Of one client: how many acts left, and from where to go on; null at the end of all clients. */
  record Cleared(int acts, byte @Nullable [] next) {}

  ClientFiles(
      KeyValueStore<byte[], byte[]> facts,
      KeyValueStore<byte[], byte[]> acts,
      Departures departures,
      Collapsed collapsed,
      EventDecoder decoder,
      Horizon horizon) {
    this.facts = facts;
    this.acts = acts;
    this.departures = departures;
    this.collapsed = collapsed;
    this.decoder = decoder;
    this.horizon = horizon;
  }

  ClientFile file(String clientId, Instant observedUntil) {
    return decoded(clientId).asOf(observedUntil);
  }

  Put addFact(String clientId, Fact fact, StoredEvent event) {
    byte[] key = StoreKeys.fact(clientId, fact.origin().eventId().value());
    byte[] known = facts.get(key);
    if (known != null) {
      return compare(known, event.write());
    }
    ClientFile before = decoded(clientId);
    facts.put(key, event.write());
    grow(clientId, before.with(fact));
    return Put.NEW;
  }

  /**
   * @param closedUntil up to which moment everything recorded was read
   */
  Put addAct(String clientId, Access act, StoredEvent event, Instant closedUntil) {
    byte[] key = StoreKeys.act(clientId, act);
    byte[] known = acts.get(key);
    if (known != null) {
      return compare(StoredAct.read(known).event().write(), event.write());
    }
    if (horizon.hasLeft(act, closedUntil)) {
      return Put.TOO_LATE;
    }
    ClientFile before = decoded(clientId);
    boolean mayHaveLeft =
        before.lastLeft().filter(left -> !left.isBefore(act.occurredAt())).isPresent();
    if (mayHaveLeft && collapsed.holds(clientId, act)) {
      return Put.SAME_AGAIN;
    }
    acts.put(key, new StoredAct(event, LastJudgement.NONE).write());
    grow(clientId, before.with(act));
    return Put.NEW;
  }

  StoredAct stored(String clientId, Access act) {
    byte[] stored = acts.get(StoreKeys.act(clientId, act));
    if (stored == null) {
      throw new IllegalStateException(
          "accesses store: act " + act.eventId() + " missing (expected: stored before judged)");
    }
    return StoredAct.read(stored);
  }

  void replace(String clientId, Access act, StoredAct judged) {
    acts.put(StoreKeys.act(clientId, act), judged.write());
  }

  /**
   * Lets go of acts of the first client whose entries are not before that key.
   *
   * @param most so many acts at the most
   */
  Cleared clear(byte[] from, Instant closedUntil, int most) {
    String clientId = null;
    byte[] next = null;
    List<Access> gone = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> entries = acts.range(from, null)) {
      while (entries.hasNext() && next == null) {
        KeyValue<byte[], byte[]> entry = entries.next();
        String client = StoreKeys.clientOf(entry.key);
        clientId = clientId == null ? client : clientId;
        if (!client.equals(clientId) || gone.size() == most) {
          next = entry.key;
        } else if (!StoreKeys.momentOfAct(client, entry.key)
            .isBefore(horizon.oldest(closedUntil))) {
          next = StoreKeys.untilOf(client);
        } else {
          decode(StoredAct.read(entry.value).event())
              .asAct()
              .filter(act -> horizon.hasLeft(act, closedUntil))
              .ifPresent(gone::add);
        }
      }
    }
    if (clientId != null && !gone.isEmpty()) {
      letGo(clientId, gone);
      collapsed.clear(clientId, horizon.oldest(closedUntil));
    }
    return new Cleared(gone.size(), next);
  }

  /**
   * Keeps of the oldest acts beyond the bound only what they have in common.
   *
   * @return how many collapsed
   */
  int collapse(String clientId, int most) {
    ClientFile file = decoded(clientId);
    int beyond = Math.max(0, file.acts().size() - most);
    for (int i = 0; i < beyond; i++) {
      Access oldest = file.oldest();
      collapsed.add(clientId, oldest);
      departures.add(clientId, file.asLearned(oldest));
      acts.delete(StoreKeys.act(clientId, oldest));
      file = file.withoutOldest();
    }
    if (beyond > 0) {
      recent.put(clientId, file);
      decodedEvents -= beyond;
    }
    return beyond;
  }

  private void letGo(String clientId, List<Access> gone) {
    for (Access act : gone) {
      // Whose it was may have been told apart from it; only then the whole file is needed.
      departures.add(clientId, act.worker().isSomebody() ? act : decoded(clientId).asLearned(act));
      acts.delete(StoreKeys.act(clientId, act));
    }
    ClientFile forgotten = recent.remove(clientId);
    decodedEvents -= forgotten == null ? 0 : forgotten.size();
  }

  private static Put compare(byte[] known, byte[] again) {
    return Arrays.equals(known, again) ? Put.SAME_AGAIN : Put.OTHER_BYTES;
  }

  private ClientFile decoded(String clientId) {
    ClientFile known = recent.get(clientId);
    if (known != null) {
      return known;
    }
    List<Fact> itsFacts = new ArrayList<>();
    List<Access> itsActs = new ArrayList<>();
    byte[] from = StoreKeys.fromOf(clientId);
    byte[] until = StoreKeys.untilOf(clientId);
    try (KeyValueIterator<byte[], byte[]> entries = facts.range(from, until)) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        decode(StoredEvent.read(entry.value)).asFact().ifPresent(itsFacts::add);
      }
    }
    try (KeyValueIterator<byte[], byte[]> entries = acts.range(from, until)) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        decode(StoredAct.read(entry.value).event()).asAct().ifPresent(itsActs::add);
      }
    }
    ClientFile read =
        ClientFile.of(
            itsFacts, itsActs, Instant.MIN, new Past(horizon.length(), departures.of(clientId)));
    recent.put(clientId, read);
    decodedEvents += read.size();
    forgetTheLeastRecent();
    return read;
  }

  private void grow(String clientId, ClientFile more) {
    recent.put(clientId, more);
    decodedEvents++;
  }

  /** Files differ in size by thousands, so it is their events that are counted. */
  private void forgetTheLeastRecent() {
    while (decodedEvents > DECODED_EVENTS_MAX && recent.size() > 1) {
      decodedEvents -= recent.pollFirstEntry().getValue().size();
    }
  }

  /** What is in a store was decoded once before; if it no longer decodes, judging must stop. */
  private Reading decode(StoredEvent event) {
    return switch (decoder.decode(event.topic(), event.bytes())) {
      case DecodedEvent.Known known -> EventReader.read(known.event(), known.envelope());
      case DecodedEvent.Unfamiliar unfamiliar ->
          throw new IllegalStateException(
              "client file, type: " + unfamiliar.schemaName() + " (expected: one stored before)");
      case DecodedEvent.Undecodable undecodable ->
          throw new IllegalStateException(
              "client file, event: " + undecodable.code() + " (expected: one decoded before)");
    };
  }
}

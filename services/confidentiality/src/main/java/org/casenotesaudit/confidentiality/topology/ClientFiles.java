package org.casenotesaudit.confidentiality.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

/**
 * The client files of one partition: the stores are the truth, recently used files are held decoded
 * beside them. Belongs to one processor's life; a failed transaction ends both.
 */
final class ClientFiles {

  /** Facts and acts held decoded, of all files of the partition together. */
  private static final int DECODED_EVENTS_MAX = 50_000;

  private final KeyValueStore<byte[], byte[]> facts;
  private final KeyValueStore<byte[], byte[]> acts;
  private final EventDecoder decoder;
  private final LinkedHashMap<String, Decoded> recent = new LinkedHashMap<>(64, 0.75f, true);
  private int decodedEvents;

  private record Decoded(List<Fact> facts, List<Access> acts) {

    int events() {
      return facts.size() + acts.size();
    }
  }

  /** What happened when an event was put into a file. */
  enum Put {
    NEW,
    SAME_AGAIN,
    OTHER_BYTES
  }

  ClientFiles(
      KeyValueStore<byte[], byte[]> facts,
      KeyValueStore<byte[], byte[]> acts,
      EventDecoder decoder) {
    this.facts = facts;
    this.acts = acts;
    this.decoder = decoder;
  }

  ClientFile file(String clientId, Instant observedUntil) {
    Decoded decoded = decoded(clientId);
    return new ClientFile(decoded.facts(), decoded.acts(), observedUntil);
  }

  Put addFact(String clientId, Fact fact, StoredEvent event) {
    byte[] key = StoreKeys.fact(clientId, fact.origin().eventId().value());
    byte[] known = facts.get(key);
    if (known != null) {
      return compare(known, event.write());
    }
    Decoded file = decoded(clientId);
    facts.put(key, event.write());
    file.facts().add(fact);
    decodedEvents++;
    return Put.NEW;
  }

  Put addAct(String clientId, Access act, StoredEvent event) {
    byte[] key = StoreKeys.act(clientId, act);
    byte[] known = acts.get(key);
    if (known != null) {
      return compare(StoredAct.read(known).event().write(), event.write());
    }
    Decoded file = decoded(clientId);
    acts.put(key, new StoredAct(event, LastJudgement.NONE).write());
    file.acts().add(act);
    decodedEvents++;
    return Put.NEW;
  }

  /** The earliest act that the fact could make look different; the end of time if none is here. */
  Instant reachOf(String clientId, Fact fact) {
    if (fact instanceof Fact.AccessAttributed told) {
      return decoded(clientId).acts().stream()
          .filter(act -> act.accessId().equals(told.accessId()))
          .map(Access::occurredAt)
          .min(Comparator.naturalOrder())
          .orElse(Instant.MAX);
    }
    return fact.reachesBackTo();
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

  private static Put compare(byte[] known, byte[] again) {
    return Arrays.equals(known, again) ? Put.SAME_AGAIN : Put.OTHER_BYTES;
  }

  private Decoded decoded(String clientId) {
    Decoded known = recent.get(clientId);
    if (known != null) {
      return known;
    }
    Decoded read = new Decoded(new ArrayList<>(), new ArrayList<>());
    byte[] from = StoreKeys.fromOf(clientId);
    byte[] until = StoreKeys.untilOf(clientId);
    try (KeyValueIterator<byte[], byte[]> entries = facts.range(from, until)) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        decode(StoredEvent.read(entry.value)).asFact().ifPresent(read.facts()::add);
      }
    }
    try (KeyValueIterator<byte[], byte[]> entries = acts.range(from, until)) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        decode(StoredAct.read(entry.value).event()).asAct().ifPresent(read.acts()::add);
      }
    }
    recent.put(clientId, read);
    decodedEvents += read.events();
    forgetTheLeastRecent();
    return read;
  }

  /** Files differ in size by thousands, so it is their events that are counted. */
  private void forgetTheLeastRecent() {
    while (decodedEvents > DECODED_EVENTS_MAX && recent.size() > 1) {
      decodedEvents -= recent.pollFirstEntry().getValue().events();
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

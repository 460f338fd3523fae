package org.casenotesaudit.audittrail.append;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.casenotesaudit.audittrail.append.Arrival.RecordOrigin;
import org.casenotesaudit.ledger.entry.DraftField;
import org.casenotesaudit.ledger.entry.EntryDraft;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.EntrySealer;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.KeyRing;
import org.casenotesaudit.ledger.entry.Link;
import org.casenotesaudit.ledger.entry.Provenance;
import org.casenotesaudit.ledger.entry.SealedEntry;
import org.casenotesaudit.ledger.entry.SealedRecord;
import org.casenotesaudit.ledger.entry.Values;
import org.casenotesaudit.ledger.json.Json;

/**
 * Makes sealed entries of arrivals, one after the other, and links each to the entry before it of
 * the same client and of the same worker.
 */
final class EntryComposer {

  private final EntrySealer sealer;
  private final SecureRandom random;

  EntryComposer(EntrySealer sealer, SecureRandom random) {
    this.sealer = sealer;
    this.random = random;
  }

  /** Whose keys these arrivals need. */
  static Set<KeyOwner> owners(List<Arrival> arrivals) {
    Set<KeyOwner> owners = new LinkedHashSet<>();
    for (Arrival arrival : arrivals) {
      if (arrival
          instanceof
          Arrival.Event(MappedEvent event, byte[] content, byte[] value, RecordOrigin origin)) {
        owners.add(event.detailsOwner());
        event.fields().forEach(field -> owners.add(field.owner()));
        owners.addAll(chains(event));
      } else {
        owners.add(KeyOwner.agency());
      }
    }
    return owners;
  }

  /** The persons in whose chains an arrival stands. */
  static List<KeyOwner> chains(Arrival arrival) {
    return arrival instanceof Arrival.Event event ? chains(event.event()) : List.of();
  }

  /**
   * Composes the entries of a batch.
   *
   * @param heads the next link of each person's chain; moved on as entries are made
   */
  List<ComposedEntry> compose(List<Arrival> arrivals, Map<KeyOwner, Link> heads, KeyRing keys) {
    List<SealedEntry> sealed = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      SealedEntry entry = sealer.seal(draft(arrival, heads));
      for (KeyOwner person : chains(arrival)) {
        heads.compute(
            person, (same, link) -> (link == null ? Link.first() : link).next(entry.leafHash()));
      }
      sealed.add(entry);
    }
    // Sealing goes in order, because links do; encrypting, which is half of the work, need not.
    return IntStream.range(0, arrivals.size())
        .parallel()
        .mapToObj(
            i ->
                new ComposedEntry(
                    arrivals.get(i),
                    sealed.get(i).bytes(),
                    SealedRecord.encrypt(sealed.get(i), keys, random)))
        .toList();
  }

  private EntryDraft draft(Arrival arrival, Map<KeyOwner, Link> heads) {
    return switch (arrival) {
      case Arrival.Event(MappedEvent event, byte[] content, byte[] value, RecordOrigin origin) -> {
        List<DraftField> fields = new ArrayList<>(event.fields());
        if (event.clientId() != null) {
          Link link = heads.getOrDefault(KeyOwner.client(event.clientId()), Link.first());
          fields.add(DraftField.clientLink(link, event.clientId()));
        }
        if (event.actorId() != null) {
          Link link = heads.getOrDefault(KeyOwner.worker(event.actorId()), Link.first());
          fields.add(DraftField.workerLink(link, event.actorId()));
        }
        yield new EntryDraft(
            EntryKind.EVENT,
            event.schema(),
            event.provenance(),
            event.eventId().toString(),
            event.detailsOwner(),
            fields);
      }
      case Arrival.Rejected rejected ->
          own(EntryKind.REJECTED, rejected, Map.of("code", Json.text(rejected.code().name())));
      case Arrival.Conflict conflict ->
          own(
              EntryKind.CONFLICT,
              conflict,
              Map.of(
                  "code",
                  Json.text("same-id-other-bytes"),
                  "eventId",
                  Json.text(conflict.eventId().toString())));
      case Arrival.SequenceReused reused ->
          own(
              EntryKind.INTEGRITY,
              reused,
              Map.of(
                  "code",
                  Json.text("SEQUENCE_REUSED"),
                  "ofSource",
                  Json.text(reused.event().source()),
                  "ofSequence",
                  Values.longNumber(reused.event().sequence()),
                  "eventId",
                  Json.text(reused.event().eventId().toString())));
      case Arrival.PlaceLost lost ->
          own(
              EntryKind.INTEGRITY,
              lost,
              Map.of(
                  "code",
                  Json.text(lost.code()),
                  "expectedOffset",
                  Values.longNumber(lost.expectedOffset())));
    };
  }

  /** An entry that the ledger writer makes by itself; about nobody. */
  private EntryDraft own(EntryKind kind, Arrival arrival, Map<String, Json> more) {
    RecordOrigin origin = arrival.origin();
    Map<String, Json> values = new HashMap<>(more);
    values.put("topic", Json.text(origin.topic()));
    values.put("topicId", Json.text(origin.topicId().toString()));
    values.put("partition", Json.whole(origin.partition()));
    values.put("offset", Values.longNumber(origin.offset()));
    values.put("sha256", Json.text(HexFormat.of().formatHex(arrival.contentDigest())));
    List<DraftField> fields = new ArrayList<>();
    values.forEach((name, value) -> fields.add(new DraftField(name, value, KeyOwner.agency())));
    return new EntryDraft(
        kind,
        null,
        new Provenance("audit-trail", OptionalLong.empty(), origin.at()),
        arrival.id().toString(),
        KeyOwner.agency(),
        fields);
  }

  private static List<KeyOwner> chains(MappedEvent event) {
    List<KeyOwner> persons = new ArrayList<>(2);
    if (event.clientId() != null) {
      persons.add(KeyOwner.client(event.clientId()));
    }
    if (event.actorId() != null) {
      persons.add(KeyOwner.worker(event.actorId()));
    }
    return persons;
  }

  /**
   * An entry as it will stand in the ledger.
   *
   * @param sealed its encrypted disclosures
   */
  record ComposedEntry(Arrival arrival, byte[] entry, byte[] sealed) {}
}

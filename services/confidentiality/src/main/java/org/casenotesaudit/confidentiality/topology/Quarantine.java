package org.casenotesaudit.confidentiality.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.confidentiality.publishing.Digests;
import org.casenotesaudit.confidentiality.publishing.Ids;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.RecordQuarantined;
import org.casenotesaudit.events.catalogue.Topics;

/**
 * Puts bad records aside: the bytes into the store, the fact of it, with their hash, to the trail.
 */
final class Quarantine {

  private final KeyValueStore<byte[], byte[]> aside;
  private final Sender sender;
  private final Collaborators collaborators;

  Quarantine(KeyValueStore<byte[], byte[]> aside, Sender sender, Collaborators collaborators) {
    this.aside = aside;
    this.sender = sender;
    this.collaborators = collaborators;
  }

  void putAside(Record<byte[], byte[]> record, RecordMetadata place, QuarantineCode code) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    String digest = Digests.sha256(value);
    aside.put(
        (place.topic() + "/" + place.partition() + "/" + place.offset())
            .getBytes(StandardCharsets.UTF_8),
        value);
    String eventId = Ids.quarantine(place.topic(), place.partition(), place.offset(), digest);
    // The record has no time that could be believed but the broker's.
    Instant at = Instant.ofEpochMilli(record.timestamp());
    Envelope envelope =
        sender.envelope(eventId, new Trigger(collaborators.agencyId(), eventId, at, at), null);
    sender.send(
        ConfidentialityTopology.QUARANTINE,
        Topics.quarantineOf(ConfidentialityTopology.APP),
        envelope,
        RecordQuarantined.newBuilder()
            .setEnvelope(envelope)
            .setTopic(place.topic())
            .setPartition(place.partition())
            .setOffset(place.offset())
            .setValueDigest(digest)
            .setCode(code)
            .build());
    collaborators.tally().count(Kind.QUARANTINED);
  }
}

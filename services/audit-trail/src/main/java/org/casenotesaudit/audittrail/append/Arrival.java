package org.casenotesaudit.audittrail.append;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.messaging.ContentId;
import org.jspecify.annotations.Nullable;

/** Something that arrived and must leave a trace in the ledger. */
public sealed interface Arrival {

  /** Under which id it is taken in once. */
  UUID id();

  /** SHA-256 of what arrived: the same id with another digest is a conflict. */
  byte[] contentDigest();

  /** Where it was read. */
  RecordOrigin origin();

  /**
   * An event.
   *
   * @param valueDigest SHA-256 of the record's value, schema id and all
   */
  record Event(MappedEvent event, byte[] contentDigest, byte[] valueDigest, RecordOrigin origin)
      implements Arrival {
    @Override
    public UUID id() {
      return event.eventId();
    }
  }

  /**
   * A record that could not be taken in as an event.
   *
   * @param value its bytes, for the app's own store; never for the ledger
   */
  record Rejected(
      UUID id,
      byte[] contentDigest,
      RecordOrigin origin,
      QuarantineCode code,
      byte @Nullable [] value)
      implements Arrival {}

  /**
   * A known id with other bytes: somebody replayed or forged, or a source restored from a backup
   * numbered an event anew. Found by the writer, never read.
   *
   * @param number under which it came; null if it was no event
   */
  record Conflict(
      UUID id,
      UUID eventId,
      @Nullable SourceNumber number,
      byte[] contentDigest,
      RecordOrigin origin)
      implements Arrival {}

  /**
   * A new event under a number that its source had given to another: the source was restored from a
   * backup, or there are two of it. Found by the writer, never read; the event itself has its own
   * entry.
   */
  record SequenceReused(UUID id, MappedEvent event, byte[] contentDigest, RecordOrigin origin)
      implements Arrival {}

  /**
   * The consumer lost or may have lost its place.
   *
   * @param code what happened, from a closed list
   * @param expectedOffset where reading should have gone on
   */
  record PlaceLost(
      UUID id, byte[] contentDigest, RecordOrigin origin, String code, long expectedOffset)
      implements Arrival {}

  /** Which event of which source. */
  record SourceNumber(String source, long sequence) {

    static SourceNumber of(MappedEvent event) {
      return new SourceNumber(event.source(), event.sequence());
    }
  }

  /**
   * Where a record was read.
   *
   * @param topicId Kafka's id of the topic: a topic deleted and made again has another
   * @param at the record's timestamp on the topic
   */
  record RecordOrigin(String topic, UUID topicId, int partition, long offset, Instant at) {

    /** An id for an entry of that kind about this place: read again, it is the same one. */
    UUID entryId(String kind) {
      ByteBuffer place =
          ByteBuffer.allocate(4 * Long.BYTES)
              .putLong(topicId.getMostSignificantBits())
              .putLong(topicId.getLeastSignificantBits())
              .putLong(partition)
              .putLong(offset);
      return ContentId.uuidV8(kind.getBytes(StandardCharsets.US_ASCII), place.array());
    }
  }
}

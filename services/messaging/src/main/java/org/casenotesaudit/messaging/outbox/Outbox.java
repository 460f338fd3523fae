package org.casenotesaudit.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.SourceHeartbeat;
import org.casenotesaudit.events.catalogue.Envelopes;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.messaging.IdSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a service puts an event, in the same transaction as the change that it tells of: either
 * both are there or neither.
 *
 * <p>Lock the row of the client before appending: then the order of rows is, per client, the order
 * of commits.
 */
public final class Outbox {

  /** An entry of the ledger holds no more, in bytes of Avro binary. */
  public static final int MAX_EVENT_BYTES = 60_000;

  private static final String INSERT =
      """
      INSERT INTO outbox (agency_id, source, event_id, event_type, topic, record_key, partition,
                          payload, traceparent, occurred_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final String agencyId;
  private final String source;
  private final InstantSource clock;
  private final IdSource ids;
  private final Supplier<@Nullable String> traceparent;
  private final AtomicLong appended = new AtomicLong();

  /**
   * @param source name of this app in the catalogue of topics; it writes to its own topics only
   * @param traceparent the W3C trace context of the running request, null if there is none
   */
  public Outbox(
      String agencyId,
      String source,
      InstantSource clock,
      IdSource ids,
      Supplier<@Nullable String> traceparent) {
    this.agencyId = agencyId;
    this.source = source;
    this.clock = clock;
    this.ids = ids;
    this.traceparent = traceparent;
  }

  /** A fresh envelope for something that happened just now. */
  public Envelope envelope(@Nullable String actorId, @Nullable String clientId) {
    return envelope(actorId, clientId, null);
  }

  /**
   * A fresh envelope for something that happened just now.
   *
   * @param actId joins the events of one act on several subjects
   */
  public Envelope envelope(
      @Nullable String actorId, @Nullable String clientId, @Nullable String actId) {
    Instant now = now();
    return Envelope.newBuilder()
        .setEventId(ids.next().toString())
        .setAgencyId(agencyId)
        .setSource(source)
        .setSourceSequence(0)
        .setOccurredAt(now)
        .setRecordedAt(now)
        .setActorId(actorId)
        .setClientId(clientId)
        .setActId(actId)
        .build();
  }

  /**
   * Appends an event to the caller's open transaction. Its sequence is assigned later, by the
   * relay; the source in its envelope may differ from this app's where it reports for a foreign
   * system.
   *
   * @throws EventTooLargeException if the event is over {@link #MAX_EVENT_BYTES}
   * @throws IllegalArgumentException if the topic is not this app's or does not carry the type
   */
  public void append(Connection connection, Topic topic, SpecificRecord event) throws SQLException {
    insert(connection, topic, null, event, Envelopes.of(event));
  }

  /** Appends one heartbeat for each partition of the topic, so that time moves in all of them. */
  public void appendHeartbeats(Connection connection, Topic topic) throws SQLException {
    for (int partition = 0; partition < topic.partitions(); partition++) {
      Envelope envelope = envelope(null, null);
      SourceHeartbeat heartbeat =
          SourceHeartbeat.newBuilder().setEnvelope(envelope).setPartition(partition).build();
      insert(connection, topic, partition, heartbeat, envelope);
    }
  }

  /** Events appended since the start, counting those whose transaction was rolled back. */
  public long appended() {
    return appended.get();
  }

  private void insert(
      Connection connection,
      Topic topic,
      @Nullable Integer partition,
      SpecificRecord event,
      Envelope envelope)
      throws SQLException {
    requireOwn(topic, event, envelope);
    byte[] payload = StoredEvent.toBytes(event);
    int bytes = payload.length - StoredEvent.HEADER_BYTES;
    String eventType = event.getSchema().getFullName();
    if (bytes > MAX_EVENT_BYTES) {
      throw new EventTooLargeException(eventType, bytes, MAX_EVENT_BYTES);
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, envelope.getAgencyId());
      insert.setString(2, envelope.getSource());
      insert.setObject(3, UUID.fromString(envelope.getEventId()));
      insert.setString(4, eventType);
      insert.setString(5, topic.name());
      insert.setString(6, topic.keyFor(event));
      insert.setObject(7, partition, Types.INTEGER);
      insert.setBytes(8, payload);
      insert.setString(9, traceparent.get());
      insert.setObject(10, utc(envelope.getOccurredAt()));
      insert.setObject(11, utc(now()));
      insert.executeUpdate();
    }
    appended.incrementAndGet();
  }

  private void requireOwn(Topic topic, SpecificRecord event, Envelope envelope) {
    if (!topic.writer().equals(source)) {
      throw new IllegalArgumentException(
          "writer of %s: %s (expected: %s)".formatted(topic.name(), source, topic.writer()));
    }
    if (!topic.carries(event.getSchema())) {
      throw new IllegalArgumentException(
          "%s on %s (expected: a type that the catalogue names for it)"
              .formatted(event.getSchema().getFullName(), topic.name()));
    }
    if (!envelope.getAgencyId().equals(agencyId)) {
      throw new IllegalArgumentException(
          "agencyId: %s (expected: %s)".formatted(envelope.getAgencyId(), agencyId));
    }
    if (envelope.getSourceSequence() != 0) {
      throw new IllegalArgumentException(
          "sourceSequence: %d (expected: 0, the relay assigns it)"
              .formatted(envelope.getSourceSequence()));
    }
  }

  private Instant now() {
    // What the event, the database and the ledger can all hold: microseconds.
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

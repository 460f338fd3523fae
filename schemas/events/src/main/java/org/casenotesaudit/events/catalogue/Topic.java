package org.casenotesaudit.events.catalogue;

import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * One topic: its contract with everybody who reads it.
 *
 * @param name the topic's name in Kafka; ends in its version
 * @param keyedBy what decides the partition
 * @param writer the single app that may write to it
 * @param partitions number of partitions; topics keyed by client share one number, so that they can
 *     be joined
 * @param retention how long Kafka keeps a record; after that the ledger is the only copy
 * @param eventTypes the Avro records that travel on it, each under a subject of its own
 */
public record Topic(
    String name,
    Keying keyedBy,
    String writer,
    int partitions,
    Duration retention,
    List<Schema> eventTypes) {

  /** What a record's key is made of. */
  public enum Keying {
    /** The client; where an event has none, the actor; else the source. */
    CLIENT,
    /** Whoever acted; else the source. */
    ACTOR,
    /** The worker whom the event tells of in {@code workerId}, whoever acted. */
    WORKER,
    /** The source: one writer, one order. */
    SOURCE
  }

  public Topic {
    eventTypes = List.copyOf(eventTypes);
  }

  /**
   * The key under which this event travels. Never null: order needs a key.
   *
   * @throws IllegalArgumentException if the event has no envelope, or names no worker where the
   *     worker decides
   */
  public String keyFor(SpecificRecord event) {
    return switch (keyedBy) {
      case WORKER -> workerOf(event);
      case CLIENT, ACTOR, SOURCE -> keyFor(Envelopes.of(event));
    };
  }

  /**
   * The key under which an event with this envelope travels.
   *
   * @throws IllegalStateException where the worker decides, whom only the event itself names
   */
  public String keyFor(Envelope envelope) {
    return switch (keyedBy) {
      case CLIENT -> firstOf(envelope.getClientId(), envelope.getActorId(), envelope.getSource());
      case ACTOR -> firstOf(envelope.getActorId(), null, envelope.getSource());
      case SOURCE -> envelope.getSource();
      case WORKER ->
          throw new IllegalStateException(
              "key on %s: asked with an envelope (expected: with the event)".formatted(name));
    };
  }

  /** Whether this type of event may travel here. */
  public boolean carries(Schema eventType) {
    return eventTypes.stream().anyMatch(type -> type.getFullName().equals(eventType.getFullName()));
  }

  /** The subject of an event type in the schema registry: TopicRecordNameStrategy. */
  public String subjectOf(Schema eventType) {
    return name + "-" + eventType.getFullName();
  }

  private static String workerOf(SpecificRecord event) {
    Schema.Field field = event.getSchema().getField("workerId");
    if (field == null || !(event.get(field.pos()) instanceof String workerId)) {
      throw new IllegalArgumentException(
          event.getSchema().getFullName() + ": no workerId (expected: the worker it tells of)");
    }
    return workerId;
  }

  private static String firstOf(
      @Nullable String preferred, @Nullable String otherwise, String last) {
    if (preferred != null) {
      return preferred;
    }
    return otherwise != null ? otherwise : last;
  }
}

package org.casenotesaudit.audittrail.append;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.entry.DraftField;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * From an event, read with its writer's schema, to what the ledger says of it. Every field of the
 * schema is public or sealed; one that can be neither stops the mapping, none is dropped.
 *
 * <p>Fields of the envelope are sealed one by one, other fields as a whole. Whose key a value goes
 * under follows from the schema's {@code person} property: {@code client} and {@code actor} (the
 * envelope's two), {@code self} (the value is a worker's id); such a field is taken out of its
 * parent. Everything else belongs to the client; without one to the actor; without both to nobody,
 * which is the agency. The ledger's FORMAT.md says the same from the reader's side.
 */
public final class EntryMapper {

  private static final String ENVELOPE = "envelope";

  /** A digest in an entry, with quotes, colon and comma. */
  private static final int DIGEST_BYTES = 49;

  /** Leaves room in an entry for what is public. */
  private static final int SEALED_BYTES_MAX = 57_000;

  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private final String agencyId;

  public EntryMapper(String agencyId) {
    this.agencyId = agencyId;
  }

  /**
   * Maps one event.
   *
   * @throws UnmappableEventException if it is no event of this agency, or holds what an entry
   *     cannot
   */
  public MappedEvent map(GenericRecord event, WriterSchema schema) {
    try {
      return mapped(event, schema);
    } catch (LedgerException | ArithmeticException e) {
      // A name, a number or a text that no entry can hold; the message may quote it.
      throw new UnmappableEventException(
          QuarantineCode.UNDECODABLE, e.getClass().getSimpleName() + " (expected: entry material)");
    }
  }

  private MappedEvent mapped(GenericRecord event, WriterSchema schema) {
    GenericRecord envelope = envelopeOf(event);
    UUID eventId = eventIdOf(envelope);
    String agency = text(envelope, "agencyId");
    if (agency == null || !agency.equals(agencyId)) {
      throw new UnmappableEventException(
          QuarantineCode.ENVELOPE_INVALID, "agencyId: another (expected: this ledger's)");
    }
    String source = text(envelope, "source");
    if (source == null || source.isEmpty()) {
      throw new UnmappableEventException(
          QuarantineCode.ENVELOPE_INVALID, "source: empty (expected: the writer's name)");
    }
    String clientId = blankAsNull(text(envelope, "clientId"));
    String actorId = blankAsNull(text(envelope, "actorId"));
    KeyOwner details = ownerOfDetails(clientId, actorId);
    List<DraftField> fields = fields(event, envelope, details);
    requireRoom(fields);
    long sequence = sequenceOf(envelope);
    return new MappedEvent(
        eventId,
        source,
        sequence,
        schema.reference(),
        new Provenance(source, OptionalLong.of(sequence), instant(envelope, "recordedAt")),
        details,
        clientId,
        actorId,
        List.copyOf(fields));
  }

  private static List<DraftField> fields(
      GenericRecord event, GenericRecord envelope, KeyOwner details) {
    List<DraftField> fields = new ArrayList<>();
    for (Schema.Field field : envelope.getSchema().getFields()) {
      String path = ENVELOPE + "." + field.name();
      if (!isPublic(path)) {
        seal(field, path, envelope.get(field.pos()), details, fields);
      }
    }
    for (Schema.Field field : event.getSchema().getFields()) {
      if (!field.name().equals(ENVELOPE)) {
        seal(field, field.name(), event.get(field.pos()), details, fields);
      }
    }
    return fields;
  }

  private static void seal(
      Schema.Field field,
      String path,
      @Nullable Object value,
      KeyOwner details,
      List<DraftField> fields) {
    if (value == null) {
      return;
    }
    AvroValues.PersonFields persons =
        (inner, innerPath, innerValue) -> {
          boolean namesSomebody = namesSomebody(inner, innerValue);
          if (namesSomebody) {
            seal(inner, innerPath, innerValue, details, fields);
          }
          return namesSomebody;
        };
    Schema type = AvroValues.presentType(field.schema(), value);
    fields.add(
        new DraftField(
            path, AvroValues.toJson(path, type, value, persons), ownerOf(field, value, details)));
  }

  private static KeyOwner ownerOfDetails(@Nullable String clientId, @Nullable String actorId) {
    if (clientId != null) {
      return KeyOwner.client(clientId);
    }
    return actorId != null ? KeyOwner.worker(actorId) : KeyOwner.agency();
  }

  private static boolean namesSomebody(Schema.Field field, Object value) {
    return field.getProp("person") != null && value instanceof CharSequence id && !id.isEmpty();
  }

  /** The entry says these in the open: source and seq; eventId it takes by itself. */
  private static boolean isPublic(String name) {
    return name.equals("envelope.source")
        || name.equals("envelope.sourceSequence")
        || name.equals("envelope.eventId");
  }

  private static KeyOwner ownerOf(Schema.Field field, Object value, KeyOwner details) {
    if (!namesSomebody(field, value)) {
      return details;
    }
    return switch (field.getProp("person")) {
      case "client" -> KeyOwner.client(value.toString());
      case "actor", "self" -> KeyOwner.worker(value.toString());
      // A writer of later days may know further kinds of persons; the event's own are safe.
      default -> details;
    };
  }

  private static GenericRecord envelopeOf(GenericRecord event) {
    Schema.Field field = event.getSchema().getField(ENVELOPE);
    if (field != null && event.get(field.pos()) instanceof GenericRecord envelope) {
      return envelope;
    }
    throw new UnmappableEventException(
        QuarantineCode.ENVELOPE_INVALID, "envelope: none (expected: in every event)");
  }

  private static UUID eventIdOf(GenericRecord envelope) {
    String id = text(envelope, "eventId");
    try {
      UUID parsed = UUID.fromString(id == null ? "" : id);
      if (parsed.toString().equals(id)) {
        return parsed;
      }
    } catch (IllegalArgumentException notAnId) {
      // Said below, together with an id in another spelling.
    }
    throw new UnmappableEventException(
        QuarantineCode.ENVELOPE_INVALID, "eventId: no UUID (expected: one in lower case)");
  }

  private static @Nullable String text(GenericRecord record, String name) {
    Schema.Field field = record.getSchema().getField(name);
    Object value = field == null ? null : record.get(field.pos());
    return value instanceof CharSequence text ? text.toString() : null;
  }

  private static long sequenceOf(GenericRecord envelope) {
    Schema.Field field = envelope.getSchema().getField("sourceSequence");
    if (field != null && envelope.get(field.pos()) instanceof Long number && number >= 1) {
      return number;
    }
    throw new UnmappableEventException(
        QuarantineCode.ENVELOPE_INVALID, "sourceSequence: none (expected: 1 or more)");
  }

  /** The entry holds a name and a digest for each field; it must not turn out too large later. */
  private static void requireRoom(List<DraftField> fields) {
    long bytes = fields.stream().mapToLong(field -> field.name().length() + DIGEST_BYTES).sum();
    if (bytes > SEALED_BYTES_MAX) {
      throw new UnmappableEventException(
          QuarantineCode.TOO_LARGE,
          bytes + " bytes of digests (expected: at most " + SEALED_BYTES_MAX + ")");
    }
  }

  private static Instant instant(GenericRecord record, String name) {
    Schema.Field field = record.getSchema().getField(name);
    Object value = field == null ? null : record.get(field.pos());
    if (field != null && value != null) {
      Instant instant = AvroValues.instant(AvroValues.presentType(field.schema(), value), value);
      if (instant != null && !instant.isBefore(YEAR_0) && instant.isBefore(YEAR_10000)) {
        return instant;
      }
    }
    throw new UnmappableEventException(
        QuarantineCode.ENVELOPE_INVALID,
        name + ": none, or out of range (expected: a timestamp of the years 0 to 9999)");
  }

  private static @Nullable String blankAsNull(@Nullable String id) {
    return id == null || id.isBlank() ? null : id;
  }
}

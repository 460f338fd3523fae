package org.casenotesaudit.messaging.serde;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.WrittenBytes.DefectException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to events. Tells apart what Confluent's deserializer throws as one exception: bytes that
 * will never read, a type that this build does not know, and a registry that does not answer.
 *
 * <p>Safe for use by many threads.
 */
public final class EventDecoder implements AutoCloseable {

  /** One schema per type: a type that travels on several topics is the same class on each. */
  private static final Map<String, Schema> CATALOGUE =
      Topics.ALL.stream()
          .flatMap(topic -> topic.eventTypes().stream())
          .distinct()
          .collect(toUnmodifiableMap(Schema::getFullName, type -> type));

  private final SchemaRegistryClient registry;

  public EventDecoder(RegistrySettings settings) {
    registry = Registry.open(settings);
  }

  /**
   * Reads a value with the schemas of this build.
   *
   * @throws RegistryUnavailableException if the registry cannot be asked: retry, lose nothing
   */
  public DecodedEvent decode(String topic, byte @Nullable [] value) {
    try {
      WrittenBytes written = WrittenBytes.of(value);
      Schema writer = schemaOf(topic, written);
      Schema reader = CATALOGUE.get(writer.getFullName());
      return reader == null
          ? new DecodedEvent.Unfamiliar(readGeneric(written, writer), writer.getFullName())
          : readKnown(written, writer, reader);
    } catch (DefectException e) {
      return new DecodedEvent.Undecodable(e.code(), e.detail());
    }
  }

  /**
   * Reads a value exactly as its writer wrote it.
   *
   * @throws RegistryUnavailableException if the registry cannot be asked: retry, lose nothing
   */
  public AsWritten decodeAsWritten(String topic, byte @Nullable [] value) {
    try {
      WrittenBytes written = WrittenBytes.of(value);
      Schema writer = schemaOf(topic, written);
      return new AsWritten.Decoded(readGeneric(written, writer), writer);
    } catch (DefectException e) {
      return new AsWritten.Undecodable(e.code(), e.detail());
    }
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schema schemaOf(String topic, WrittenBytes written) throws DefectException {
    try {
      Object schema = registry.getSchemaById(written.schemaId()).rawSchema();
      if (schema instanceof Schema avro && avro.getType() == Schema.Type.RECORD) {
        return avro;
      }
      throw new DefectException(
          QuarantineCode.UNDECODABLE,
          "schema %d: no record (expected: an Avro record)".formatted(written.schemaId()));
    } catch (RestClientException e) {
      if (Registry.saysUnknown(e)) {
        throw new DefectException(
            QuarantineCode.UNKNOWN_SCHEMA_ID,
            "schema id: %d (expected: one that the registry knows)".formatted(written.schemaId()),
            e);
      }
      throw new RegistryUnavailableException(
          "%s, schema %d: answer %d (expected: the schema)"
              .formatted(topic, written.schemaId(), e.getErrorCode()),
          e);
    } catch (IOException e) {
      throw new RegistryUnavailableException(
          "%s, schema %d: no answer (expected: the registry to be there)"
              .formatted(topic, written.schemaId()),
          e);
    }
  }

  private static GenericRecord readGeneric(WrittenBytes written, Schema writer)
      throws DefectException {
    return written.read(new GenericDatumReader<GenericRecord>(writer), writer);
  }

  private static DecodedEvent readKnown(WrittenBytes written, Schema writer, Schema reader)
      throws DefectException {
    var datumReader =
        new SpecificDatumReader<SpecificRecord>(writer, reader, SpecificData.getForSchema(reader));
    SpecificRecord event = written.read(datumReader, writer);
    Envelope envelope = (Envelope) event.get(reader.getField("envelope").pos());
    checkEnvelope(envelope);
    return new DecodedEvent.Known(event, envelope);
  }

  /** What deduplication and order rest on must be there; the values themselves are not repeated. */
  private static void checkEnvelope(Envelope envelope) throws DefectException {
    requireValid(isUuid(envelope.getEventId()), "eventId: malformed (expected: a UUID)");
    requireValid(!envelope.getAgencyId().isBlank(), "agencyId: \"\" (expected: an agency)");
    requireValid(!envelope.getSource().isBlank(), "source: \"\" (expected: a source)");
    requireValid(
        envelope.getSourceSequence() >= 0, "sourceSequence: negative (expected: 0 or more)");
  }

  private static void requireValid(boolean holds, String defect) throws DefectException {
    if (!holds) {
      throw new DefectException(QuarantineCode.ENVELOPE_INVALID, "envelope." + defect);
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

package org.casenotesaudit.messaging.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.catalogue.Topics;

/**
 * Events as they lie in the outbox: <a
 * href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro
 * single-object encoding</a>, which names its schema by fingerprint. Written without asking the
 * registry, so that a worker can save a note while it is down.
 */
final class StoredEvent {

  /** C3 01 and the fingerprint. */
  static final int HEADER_BYTES = 10;

  /** Normalising a schema takes longer than writing an event. */
  private static final Map<Schema, Long> FINGERPRINTS = new ConcurrentHashMap<>();

  private final Map<Long, Schema> schemas = new HashMap<>();

  /**
   * @param released schemas of earlier releases, of which rows may still wait to be sent
   */
  StoredEvent(Collection<Schema> released) {
    released.forEach(schema -> schemas.put(fingerprint(schema), schema));
    Topics.ALL.stream()
        .flatMap(topic -> topic.eventTypes().stream())
        .forEach(schema -> schemas.put(fingerprint(schema), schema));
  }

  static byte[] toBytes(SpecificRecord event) {
    Schema schema = event.getSchema();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    bytes.writeBytes(new byte[] {(byte) 0xC3, 1});
    bytes.writeBytes(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0, fingerprint(schema))
            .array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema))
          .write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a row back under the schema that wrote it.
   *
   * @throws IllegalStateException if this build does not know that schema: a row must not be lost,
   *     so the relay stands still until a build that knows it runs
   */
  GenericRecord fromBytes(byte[] payload) {
    ByteBuffer header = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    if (payload.length < HEADER_BYTES || header.getShort(0) != (short) 0x01C3) {
      throw new IllegalStateException("payload: unknown framing (expected: C3 01)");
    }
    Schema schema = schemas.get(header.getLong(2));
    if (schema == null) {
      throw new IllegalStateException(
          "schema fingerprint: %016x (expected: one of the catalogue or of a release)"
              .formatted(header.getLong(2)));
    }
    byte[] body = Arrays.copyOfRange(payload, HEADER_BYTES, payload.length);
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(body, null));
    } catch (IOException e) {
      throw new UncheckedIOException("payload of " + schema.getFullName(), e);
    }
  }

  private static long fingerprint(Schema schema) {
    return FINGERPRINTS.computeIfAbsent(schema, SchemaNormalization::parsingFingerprint64);
  }
}

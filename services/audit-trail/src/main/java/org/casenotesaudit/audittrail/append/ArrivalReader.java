package org.casenotesaudit.audittrail.append;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.audittrail.append.Arrival.RecordOrigin;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.messaging.serde.AsWritten;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.jspecify.annotations.Nullable;

/**
 * From a record's bytes to what must leave a trace: an event, or that there was none to be read.
 */
public final class ArrivalReader {

  /** Magic byte and schema id, which a registry that was set up anew numbers differently. */
  private static final int HEADER_BYTES = 5;

  private final Decoding decoder;
  private final EntryMapper mapper;

  /** How values are decoded with the schema of their writer. */
  @FunctionalInterface
  public interface Decoding {

    /**
     * As {@link EventDecoder#decodeAsWritten}.
     *
     * @throws org.casenotesaudit.messaging.serde.RegistryUnavailableException if the registry
     *     cannot be asked now
     */
    AsWritten decodeAsWritten(String topic, byte @Nullable [] value);
  }

  public ArrivalReader(Decoding decoder, EntryMapper mapper) {
    this.decoder = decoder;
    this.mapper = mapper;
  }

  /**
   * Reads one record; every record gives an arrival.
   *
   * @throws org.casenotesaudit.messaging.serde.RegistryUnavailableException if its schema cannot be
   *     asked for now: try again, lose nothing
   */
  public Arrival read(RecordOrigin origin, byte @Nullable [] value) {
    return switch (decoder.decodeAsWritten(origin.topic(), value)) {
      case AsWritten.Undecodable(QuarantineCode code, String detail) ->
          rejected(origin, value, code);
      case AsWritten.Decoded(GenericRecord event, org.apache.avro.Schema schema) -> {
        try {
          WriterSchema writer = WriterSchema.of(schema);
          MessageDigest digest = Digests.start();
          digest.update(writer.reference().sha256Hex().getBytes(StandardCharsets.US_ASCII));
          if (value != null) {
            digest.update(value, HEADER_BYTES, value.length - HEADER_BYTES);
          }
          yield new Arrival.Event(
              mapper.map(event, writer), digest.digest(), digestOf(value), origin);
        } catch (UnmappableEventException e) {
          yield rejected(origin, value, e.code());
        }
      }
    };
  }

  private static Arrival rejected(
      RecordOrigin origin, byte @Nullable [] value, QuarantineCode code) {
    byte[] digest = digestOf(value);
    return new Arrival.Rejected(origin.entryId("rejected"), digest, origin, code, value);
  }

  private static byte[] digestOf(byte @Nullable [] value) {
    return Digests.sha256(value == null ? new byte[0] : value);
  }
}

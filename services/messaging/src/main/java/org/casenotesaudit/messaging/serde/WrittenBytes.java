package org.casenotesaudit.messaging.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.casenotesaudit.events.QuarantineCode;
import org.jspecify.annotations.Nullable;

/**
 * A record's value taken apart: <a
 * href="https://docs.confluent.io/platform/7.9/schema-registry/fundamentals/serdes-develop/index.html#wire-format">a
 * zero byte, the schema id in four bytes, the Avro binary</a>.
 */
record WrittenBytes(int schemaId, byte[] body) {

  private static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  /** Why a value will never read, and under which code it is put aside. */
  static final class DefectException extends Exception {
    private final QuarantineCode code;

    DefectException(QuarantineCode code, String message) {
      super(message);
      this.code = code;
    }

    DefectException(QuarantineCode code, String message, Throwable cause) {
      super(message, cause);
      this.code = code;
    }

    QuarantineCode code() {
      return code;
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  static WrittenBytes of(byte @Nullable [] value) throws DefectException {
    if (value == null) {
      throw new DefectException(QuarantineCode.BAD_FRAMING, "value: null (expected: an event)");
    }
    if (value.length < HEADER_BYTES) {
      throw new DefectException(
          QuarantineCode.BAD_FRAMING,
          "value: %d bytes (expected: 5 or more)".formatted(value.length));
    }
    if (value[0] != MAGIC) {
      throw new DefectException(
          QuarantineCode.BAD_FRAMING, "first byte: %d (expected: 0)".formatted(value[0]));
    }
    return new WrittenBytes(
        ByteBuffer.wrap(value).getInt(1), Arrays.copyOfRange(value, HEADER_BYTES, value.length));
  }

  /** Reads the body to its last byte; bytes left over mean that it was another schema's. */
  <T> T read(DatumReader<T> reader, Schema writer) throws DefectException {
    BoundedDecoder decoder = new BoundedDecoder(body);
    T datum;
    boolean atEnd;
    try {
      datum = reader.read(null, decoder);
      atEnd = decoder.isEnd();
    } catch (IOException
        | AvroRuntimeException
        | ClassCastException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | UnsupportedOperationException e) {
      // Avro's readers throw all of these over hostile bytes. The message may quote them: left out.
      throw new DefectException(
          QuarantineCode.UNDECODABLE,
          "body: %s (expected: a %s)".formatted(e.getClass().getSimpleName(), writer.getFullName()),
          e);
    }
    if (!atEnd) {
      throw new DefectException(
          QuarantineCode.UNDECODABLE,
          "body: bytes left over (expected: one %s)".formatted(writer.getFullName()));
    }
    return datum;
  }
}

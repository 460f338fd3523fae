package org.casenotesaudit.messaging.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro binary from hostile bytes without believing a length in them. Avro's own decoder
 * allocates what a length announces before it looks whether so many bytes are there: ten bytes can
 * ask for two gigabytes, and the record that ends a process ends it again after each restart.
 */
final class BoundedDecoder extends Decoder {

  private final BinaryDecoder in;

  BoundedDecoder(byte[] body) {
    in = DecoderFactory.get().binaryDecoder(body, null);
  }

  boolean isEnd() throws IOException {
    return in.isEnd();
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(lengthAndBytes());
  }

  @Override
  public String readString() throws IOException {
    return new String(lengthAndBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    in.skipFixed(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(lengthAndBytes());
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipFixed(length());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }

  @Override
  public long readArrayStart() throws IOException {
    return checked(in.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return checked(in.arrayNext());
  }

  @Override
  public long skipArray() throws IOException {
    // One by one: the size in bytes that a block may announce is a length to be believed, too.
    return checked(in.readArrayStart());
  }

  @Override
  public long readMapStart() throws IOException {
    return checked(in.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return checked(in.mapNext());
  }

  @Override
  public long skipMap() throws IOException {
    return checked(in.readMapStart());
  }

  private byte[] lengthAndBytes() throws IOException {
    byte[] bytes = new byte[length()];
    in.readFixed(bytes, 0, bytes.length);
    return bytes;
  }

  private int length() throws IOException {
    return (int) checked(in.readLong());
  }

  /** Nothing in our events is smaller than a byte: more items than bytes left is a lie. */
  private long checked(long announced) throws IOException {
    int left = in.inputStream().available();
    if (announced < 0 || announced > left) {
      throw new AvroRuntimeException(
          "announced: %d (expected: 0 to the %d bytes left)".formatted(announced, left));
    }
    return announced;
  }
}

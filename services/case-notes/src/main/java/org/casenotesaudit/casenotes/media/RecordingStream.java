package org.casenotesaudit.casenotes.media;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A part of a recording, opened chunk by chunk as it is read: a request for the last seconds of a
 * film opens its last chunks only.
 */
final class RecordingStream extends InputStream {

  private final IntFunction<byte[]> plainChunks;
  private long position;
  private final long end;
  private int openIndex = -1;
  private byte[] open = new byte[0];

  /**
   * @param plainChunks gives the plain bytes of a chunk by its index
   * @param first first byte wanted
   * @param last last byte wanted, inclusive
   */
  RecordingStream(IntFunction<byte[]> plainChunks, long first, long last) {
    this.plainChunks = plainChunks;
    this.position = first;
    this.end = last + 1;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int index = Math.toIntExact(position / MediaIntake.CHUNK_BYTES);
    if (index != openIndex) {
      open = plainChunks.apply(index);
      openIndex = index;
    }
    int within = (int) (position % MediaIntake.CHUNK_BYTES);
    int count = (int) Math.min(Math.min(length, (long) open.length - within), end - position);
    if (count <= 0) {
      throw new IllegalStateException(
          "chunk " + index + ": " + open.length + " bytes (expected: more than " + within + ")");
    }
    System.arraycopy(open, within, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() {
    Arrays.fill(open, (byte) 0);
  }
}

package org.casenotesaudit.casenotes.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Whatever goes wrong while it is read is an {@link IOException}: only so does Micronaut end the
 * connection; on any other it would leave the reader waiting.
 */
final class BreakableStream extends FilterInputStream {

  BreakableStream(InputStream part) {
    super(part);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return super.read(into, offset, length);
    } catch (RuntimeException broken) {
      throw new IOException("a recording that breaks off", broken);
    }
  }
}

package org.casenotesaudit.access.opening;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * A body on its way to the worker; tells, when closed, by how much the count made before is off.
 */
final class CountedBody extends FilterInputStream {

  private final long countedBytes;
  private final LongConsumer correction;
  private long servedBytes;
  private boolean closed;

  CountedBody(InputStream body, long countedBytes, LongConsumer correction) {
    super(body);
    this.countedBytes = countedBytes;
    this.correction = correction;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      servedBytes++;
    }
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      servedBytes += count;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (!closed) {
      closed = true;
      if (servedBytes != countedBytes) {
        correction.accept(servedBytes - countedBytes);
      }
    }
  }
}

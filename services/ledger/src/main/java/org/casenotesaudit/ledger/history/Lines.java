package org.casenotesaudit.ledger.history;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads lines of bounded length, each with its line end, so that a hostile file cannot fill the
 * memory.
 */
final class Lines implements AutoCloseable {
  /** An entry of 60,000 bytes with all its disclosures in base64url is well below this. */
  private static final int LONGEST_BYTES = 1_000_000;

  private final InputStream in;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in, 65_536);
  }

  /** The next line including its final newline; the last one may lack it; nothing at the end. */
  Optional<byte[]> next() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        return Optional.of(line.toByteArray());
      }
      if (line.size() > LONGEST_BYTES) {
        throw new IOException("a line of over " + LONGEST_BYTES + " bytes");
      }
    }
    return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package org.casenotesaudit.verifier;

import java.io.IOException;
import java.util.Optional;
import org.casenotesaudit.ledger.tile.LogSource;
import org.jspecify.annotations.Nullable;

/** A log as it stood when its checkpoint was first read. */
final class FixedCheckpoint implements LogSource {
  private final LogSource source;
  private @Nullable Optional<byte[]> checkpoint;

  FixedCheckpoint(LogSource source) {
    this.source = source;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    if (!path.equals("checkpoint")) {
      return source.read(path);
    }
    var known = checkpoint;
    if (known == null) {
      known = source.read(path);
      checkpoint = known;
    }
    return known;
  }
}

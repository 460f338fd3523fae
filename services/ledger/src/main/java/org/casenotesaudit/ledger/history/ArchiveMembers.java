package org.casenotesaudit.ledger.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.json.Json;

/** The members of one archive, read as they are: nothing about them is believed yet. */
record ArchiveMembers(ZipFile zip) {
  private static final int LARGEST_SMALL_FILE_BYTES = 1_000_000;

  List<String> names() {
    return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
  }

  /** The manifest, if it has the one form that an exporter writes. */
  Optional<Manifest> manifest() throws IOException {
    var bytes = small(Manifest.NAME);
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      return Optional.empty();
    }
    try {
      return Manifest.fromJson(Json.parseCanonical(Arrays.copyOf(bytes, bytes.length - 1)));
    } catch (LedgerException malformed) {
      return Optional.empty();
    }
  }

  /** All of a member that is small by its nature. */
  byte[] small(String name) throws IOException {
    try (var in = stream(name)) {
      var bytes = in.readNBytes(LARGEST_SMALL_FILE_BYTES + 1);
      if (bytes.length > LARGEST_SMALL_FILE_BYTES) {
        throw new IOException(name + " of over " + LARGEST_SMALL_FILE_BYTES + " bytes");
      }
      return bytes;
    }
  }

  InputStream stream(String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("no " + name);
    }
    return zip.getInputStream(entry);
  }
}

package org.casenotesaudit.ledger.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import org.casenotesaudit.ledger.history.Finding.Kind;

/** Checks that every byte of an archive is as it was written, also where no content lies. */
final class BytesCheck {
  private final ArchiveMembers members;
  private final CheckResults results;

  BytesCheck(ArchiveMembers members, CheckResults results) {
    this.members = members;
    this.results = results;
  }

  void checkFileHashes() throws IOException {
    var manifest = members.manifest();
    if (manifest.isEmpty()) {
      return;
    }
    var names = new ArrayList<>(HistoryArchive.MEMBERS);
    names.remove(Manifest.NAME);
    if (!manifest.get().files().keySet().equals(new HashSet<>(names))) {
      results.add(Kind.MANIFEST, "hashes of " + manifest.get().files().keySet(), names.toString());
      return;
    }
    for (var name : names) {
      var hashing = new HashingZip.Hashing(OutputStream.nullOutputStream());
      try (var in = members.stream(name)) {
        in.transferTo(hashing);
      }
      var expected = manifest.get().files().get(name);
      var found = hashing.result();
      if (!found.equals(expected)) {
        results.add(Kind.FILE_ALTERED, name + ": " + found, expected + ", as manifest.json says");
      }
    }
  }

  /**
   * Writes the archive again from its contents and compares: what is not content must be as we
   * write it.
   */
  void checkEveryByte(Path file) throws IOException {
    try (var original = new BufferedInputStream(Files.newInputStream(file), 65_536)) {
      var comparing = new Comparing(original);
      try (var again = new PlainZip(new BufferedOutputStream(comparing, 65_536))) {
        for (var name : HistoryArchive.MEMBERS) {
          again.add(
              name,
              member -> {
                try (var in = members.stream(name)) {
                  in.transferTo(member);
                }
              });
        }
      }
      if (comparing.differsAt >= 0 || original.read() >= 0) {
        results.add(
            Kind.CONTAINER,
            comparing.differsAt >= 0
                ? "another byte at " + comparing.differsAt
                : "more bytes at the end",
            "the bytes that follow from the contents; if it was packed again, use the file as it"
                + " was exported");
      }
    }
  }

  private static final class Comparing extends OutputStream {
    private final InputStream expected;
    private long position;
    private long differsAt = -1;

    Comparing(InputStream expected) {
      this.expected = expected;
    }

    @Override
    public void write(int b) throws IOException {
      if (expected.read() != (b & 0xff) && differsAt < 0) {
        differsAt = position;
      }
      position++;
    }
  }
}

package org.casenotesaudit.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.casenotesaudit.ledger.note.NoteException;
import org.casenotesaudit.ledger.note.VerifierKey;
import picocli.CommandLine.Option;

/** The keys that the reader trusts: given as strings or in files, one on each line. */
final class TrustedKeys {
  @Option(
      names = "--vkey",
      paramLabel = "STRING",
      description =
          "A key that you trust, as name+id+base64: the log's, or a witness's. May be repeated.")
  private List<String> strings = new ArrayList<>();

  @Option(
      names = "--keys",
      paramLabel = "KEYFILE",
      description =
          "A file of keys that you trust, one on each line; lines that start with # are left out.")
  private List<Path> files = new ArrayList<>();

  List<VerifierKey> read() throws IOException {
    var keys = new LinkedHashSet<VerifierKey>();
    strings.forEach(string -> keys.add(parse(string)));
    for (var file : files) {
      for (var line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          keys.add(parse(line.strip()));
        }
      }
    }
    if (keys.isEmpty() && !files.isEmpty()) {
      throw new UsageException(
          "--keys: no key in " + files + " (expected: at least one line with a key)");
    }
    return List.copyOf(keys);
  }

  private static VerifierKey parse(String string) {
    try {
      return VerifierKey.parse(string);
    } catch (NoteException malformed) {
      throw new UsageException("--vkey or --keys: " + malformed.getMessage());
    }
  }
}

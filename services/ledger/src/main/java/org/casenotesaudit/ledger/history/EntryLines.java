package org.casenotesaudit.ledger.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.tree.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of {@code entries.ndjson} and {@code proofs.ndjson}; only canonical lines are
 * accepted.
 */
final class EntryLines {
  private EntryLines() {}

  record EntryLine(long index, LedgerEntry entry, List<String> disclosures) {}

  record ProofLine(long index, List<Hash> path) {}

  /** The line is not what it should be. */
  static final class MalformedLineException extends LedgerException {
    MalformedLineException(String found, String expected) {
      super("line: found " + found + " (expected: " + expected + ")");
    }
  }

  static EntryLine entry(byte[] line) {
    var object = object(line, Set.of("index", "entry", "disclosures"));
    var disclosures = new ArrayList<String>();
    if (object.members().get("disclosures") instanceof Json.Array array) {
      for (var item : array.items()) {
        disclosures.add(text(item));
      }
      return new EntryLine(
          index(object), LedgerEntry.fromJson(member(object, "entry")), disclosures);
    }
    throw new MalformedLineException("no list of disclosures", "a list");
  }

  static ProofLine proof(byte[] line) {
    var object = object(line, Set.of("index", "path"));
    var path = new ArrayList<Hash>();
    if (object.members().get("path") instanceof Json.Array array && array.items().size() <= 63) {
      for (var item : array.items()) {
        path.add(Hash.ofBase64(text(item)));
      }
      return new ProofLine(index(object), path);
    }
    throw new MalformedLineException("no path, or one of over 63 hashes", "a list of hashes");
  }

  static Json.Object object(byte[] line, Set<String> names) {
    if (line.length == 0 || line[line.length - 1] != '\n') {
      throw new MalformedLineException("no newline at the end", "a newline");
    }
    if (Json.parseCanonical(Arrays.copyOf(line, line.length - 1)) instanceof Json.Object object
        && object.members().keySet().equals(names)) {
      return object;
    }
    throw new MalformedLineException(
        "other members", String.join(", ", names.stream().sorted().toList()));
  }

  private static Json member(Json.Object object, String name) {
    return object.member(name).orElseThrow(() -> new MalformedLineException("no " + name, name));
  }

  private static long index(Json.Object object) {
    var text = text(object.members().get("index"));
    if (!text.matches("0|[1-9][0-9]{0,17}")) {
      throw new MalformedLineException("another index", "a decimal number in a string");
    }
    return Long.parseLong(text);
  }

  private static String text(@Nullable Json json) {
    if (json instanceof Json.Text text) {
      return text.value();
    }
    throw new MalformedLineException("no string", "a string");
  }

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Looks into an exported history, and makes the small change that a dishonest hand would make. */
final class HistoryFile {
  private static final String ENTRIES = "entries.ndjson";
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The change that was made.
   *
   * @param where in words
   * @param entryIndex index in the ledger of the entry that was changed
   */
  record Flipped(String where, String entryIndex) {}

  private HistoryFile() {}

  /** Whether the text stands in any of the files, plainly or inside a disclosure. */
  static boolean mentions(Path history, String text) throws IOException {
    for (var content : read(history).values()) {
      var plain = new String(content, StandardCharsets.UTF_8);
      if (plain.contains(text) || disclosed(plain).contains(text)) {
        return true;
      }
    }
    return false;
  }

  /** What the entry of that event discloses, as text; empty if the history has no such entry. */
  static String entryOf(Path history, String eventId) throws IOException {
    var entries = read(history).getOrDefault(ENTRIES, new byte[0]);
    return new String(entries, StandardCharsets.UTF_8)
        .lines()
        .map(HistoryFile::disclosed)
        .filter(entry -> entry.contains("\"envelope.eventId\",\"" + eventId + "\""))
        .findFirst()
        .orElse("");
  }

  /** Everything in the text that is base64url of JSON: how disclosures stand in the file. */
  private static String disclosed(String text) {
    var found = new StringBuilder();
    for (var word : text.split("[^A-Za-z0-9_-]+")) {
      // A disclosure is base64url of a JSON array, and so begins with that of [" and, in its third
      // character, the first bits of the salt: a digit or a letter.
      if (word.startsWith("WyI") || word.startsWith("WyJ")) {
        try {
          found.append(new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
          continue;
        }
      }
    }
    return found.toString();
  }

  /**
   * Copies the file with the lowest bit of one byte turned over, in the year of the middle entry.
   * An exported history is not compressed: the entry's text stands in the file as it is.
   */
  static Flipped flipOneBit(Path history, Path copy) throws IOException {
    var entries = read(history).get(ENTRIES);
    if (entries == null) {
      throw new Story.BrokenException("the export has no " + ENTRIES);
    }
    var lines = new String(entries, StandardCharsets.UTF_8).lines().toList();
    var bytes = Files.readAllBytes(history);
    for (var line : lines.subList(lines.size() / 2, lines.size())) {
      var time = TIME.matcher(line);
      if (!time.find()) {
        continue;
      }
      // With what follows it the text is found once only: digests differ from entry to entry.
      int until = Math.min(line.length(), time.end() + 200);
      int start = indexOf(bytes, line.substring(time.start(), until));
      if (start >= 0) {
        int offset = start + 3;
        bytes[offset] ^= 1;
        Files.write(copy, bytes);
        var index = JSON.readTree(line).path("index").asText();
        return new Flipped("byte %d, in the year of entry %s".formatted(offset, index), index);
      }
    }
    throw new Story.BrokenException("no entry of the export stands in the file as plain text");
  }

  private static int indexOf(byte[] bytes, String text) {
    // Latin-1 makes one character of each byte, so that positions are those of the file.
    var needle = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(needle);
  }

  private static Map<String, byte[]> read(Path history) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipFile(history.toFile())) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        try (var content = zip.getInputStream(entry)) {
          files.put(entry.getName(), content.readAllBytes());
        }
      }
    }
    return files;
  }
}

package org.casenotesaudit.confidentiality.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of an export's {@code entries.ndjson}: an entry of the ledger and what is opened of it.
 * {@code services/ledger/FORMAT.md} says what each member is.
 *
 * @param schemaName full name of the event's type
 * @param schemaDigest SHA-256 of the writer's schema, hex
 * @param sourceSequence place in the sequence of the source
 * @param opened name of a field to its value, the event's id among them
 */
record RecordedEntry(
    long index,
    String schemaName,
    String schemaDigest,
    String source,
    long sourceSequence,
    Map<String, JsonNode> opened) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SALT_NAME_VALUE = 3;

  /**
   * Reads a line; empty if the entry is no event (a record that was rejected, for instance).
   *
   * @throws UnreadableHistoryException if it is no such line, or if not everything is opened
   */
  static Optional<RecordedEntry> parse(String line) {
    JsonNode parsed = json(line);
    JsonNode entry = parsed.path("entry");
    long index = parsed.path("index").asLong(-1);
    if (index < 0 || !entry.isObject()) {
      throw new UnreadableHistoryException(
          "entries.ndjson: a line without index or entry (expected: both in each)");
    }
    if (!entry.path("kind").asText().equals("event")) {
      return Optional.empty();
    }
    Map<String, JsonNode> opened = new TreeMap<>();
    for (JsonNode disclosure : parsed.path("disclosures")) {
      JsonNode parts = json(decoded(index, disclosure.asText()));
      if (!parts.isArray() || parts.size() != SALT_NAME_VALUE) {
        throw new UnreadableHistoryException(
            "entry " + index + ": a disclosure of other parts (expected: salt, name, value)");
      }
      opened.put(parts.get(1).asText(), parts.get(2));
    }
    requireAllOpened(index, entry.path("sealed"), opened);
    return Optional.of(
        new RecordedEntry(
            index,
            entry.path("schema").path("name").asText(),
            entry.path("schema").path("sha256").asText(),
            entry.path("source").asText(),
            entry.path("seq").asLong(),
            opened));
  }

  @Nullable JsonNode value(String field) {
    return opened.get(field);
  }

  /**
   * What is withheld, or erased, may be what a judgement rested on: then none can be made again.
   */
  private static void requireAllOpened(long index, JsonNode sealed, Map<String, JsonNode> opened) {
    for (Iterator<String> names = sealed.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!opened.containsKey(name)) {
        throw new UnreadableHistoryException(
            "entry " + index + ": " + name + " is withheld or erased (expected: opened)");
      }
    }
    if (!opened.containsKey("envelope.eventId")) {
      throw new UnreadableHistoryException(
          "entry " + index + ": the event's id is withheld (expected: opened)");
    }
  }

  private static byte[] decoded(long index, String disclosure) {
    try {
      return Base64.getUrlDecoder().decode(disclosure);
    } catch (IllegalArgumentException e) {
      throw new UnreadableHistoryException(
          "entry " + index + ": a disclosure in another spelling (expected: base64url)", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // The parser's message may quote the line.
      throw new UnreadableHistoryException("entries.ndjson: no JSON (expected: JSON lines)");
    }
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UnreadableHistoryException("entries.ndjson: a disclosure that is no JSON");
    }
  }
}

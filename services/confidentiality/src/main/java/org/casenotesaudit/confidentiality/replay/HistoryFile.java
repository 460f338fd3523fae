package org.casenotesaudit.confidentiality.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A client's history as the audit trail exports it, read for what its events say. Whether it is
 * genuine and complete is the verifier's question, not asked here.
 *
 * @param exportedAt when it was exported: the stream cannot have observed more than that
 * @param events in the order of the ledger, each of a type that the stream reads or writes
 */
record HistoryFile(String clientId, Instant exportedAt, List<RebuiltEvent> events) {

  /**
   * @throws UnreadableHistoryException if it is no such file, or not everything in it is opened
   */
  static HistoryFile read(Path file, WriterSchemas schemas) {
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      JsonNode manifest;
      try (var bytes = zip.getInputStream(member(zip, "manifest.json"))) {
        manifest = new ObjectMapper().readTree(bytes);
      }
      if (!manifest.path("kind").asText().equals("client-history")) {
        throw new UnreadableHistoryException(
            "manifest.json: another kind (expected: client-history)");
      }
      String clientId = manifest.path("client").asText();
      return new HistoryFile(
          clientId,
          Instant.parse(manifest.path("exportedAt").asText()),
          events(zip, clientId, schemas));
    } catch (IOException | DateTimeException e) {
      throw new UnreadableHistoryException(
          "no client history (expected: a ZIP file as POST /v1/exports gives it)", e);
    }
  }

  private static List<RebuiltEvent> events(ZipFile zip, String clientId, WriterSchemas schemas)
      throws IOException {
    List<RebuiltEvent> events = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                zip.getInputStream(member(zip, "entries.ndjson")), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        RecordedEntry.parse(line)
            .flatMap(entry -> RebuiltEvent.of(entry, schemas))
            .ifPresent(events::add);
      }
    }
    for (RebuiltEvent event : events) {
      if (!clientId.equals(event.envelope().getClientId())) {
        throw new UnreadableHistoryException(
            "entry " + event.index() + ": about another client (expected: the manifest's)");
      }
    }
    return List.copyOf(events);
  }

  private static ZipEntry member(ZipFile zip, String name) {
    ZipEntry member = zip.getEntry(name);
    if (member == null) {
      throw new UnreadableHistoryException("no " + name + " (expected: as in a client history)");
    }
    return member;
  }
}

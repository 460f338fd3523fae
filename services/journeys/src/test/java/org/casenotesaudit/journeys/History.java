package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.casenotesaudit.journeys.Deeds.Deed;

/**
 * A client's history as the auditor exports it: every entry that the ledger links to the client.
 */
record History(String clientId, Path file, List<Entry> entries) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One entry, opened.
   *
   * @param type of the event, without its package
   * @param opened values by name of field
   */
  record Entry(
      long index, String type, String source, long sequence, Map<String, JsonNode> opened) {

    String text(String field) {
      return opened.containsKey(field) ? opened.get(field).asText() : "";
    }

    String eventId() {
      return text("envelope.eventId");
    }
  }

  static History export(Agency agency, String clientId, Path folder)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        agency.download(
            "ada",
            agency.url("AUDIT_TRAIL", "/v1/exports"),
            Map.of("clientId", clientId, "purpose", "AUDIT"));
    assertThat(answer.statusCode()).as("export of " + clientId).isEqualTo(200);
    Files.createDirectories(folder);
    Path file = Files.write(folder.resolve(clientId + ".zip"), answer.body());
    List<Entry> entries = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile());
        var lines =
            new BufferedReader(
                new InputStreamReader(
                    zip.getInputStream(zip.getEntry("entries.ndjson")), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        entries.add(entry(JSON.readTree(line)));
      }
    }
    return new History(clientId, file, List.copyOf(entries));
  }

  private static Entry entry(JsonNode line) throws IOException {
    Map<String, JsonNode> opened = new TreeMap<>();
    for (JsonNode disclosure : line.get("disclosures")) {
      JsonNode saltNameValue = JSON.readTree(Base64.getUrlDecoder().decode(disclosure.asText()));
      opened.put(saltNameValue.get(1).asText(), saltNameValue.get(2));
    }
    JsonNode entry = line.get("entry");
    String type = entry.at("/schema/name").asText();
    return new Entry(
        line.get("index").asLong(),
        type.substring(type.lastIndexOf('.') + 1),
        entry.path("source").asText(),
        entry.path("seq").asLong(),
        opened);
  }

  Stream<Entry> of(String type) {
    return entries.stream().filter(entry -> entry.type().equals(type));
  }

  /** The entries that say what somebody was told had happened. */
  List<Entry> of(Deed deed) {
    return of(deed.kind().eventType())
        .filter(
            entry ->
                deed.fields().entrySet().stream()
                    .allMatch(field -> entry.text(field.getKey()).equals(field.getValue())))
        .toList();
  }

  /** The last judgement of each act, by the id of the event that told of it. */
  Map<String, Entry> lastJudgements() {
    Map<String, Entry> last = new TreeMap<>();
    of("JudgementMade").forEach(made -> last.put(made.text("accessEventId"), made));
    return last;
  }

  /** Alerts raised and not withdrawn, by alert id. */
  Map<String, Entry> openAlerts() {
    Map<String, Entry> open = new TreeMap<>();
    for (Entry entry : entries) {
      switch (entry.type()) {
        case "AlertRaised" -> open.put(entry.text("alertId"), entry);
        case "AlertWithdrawn" -> open.remove(entry.text("alertId"));
        default -> {}
      }
    }
    return open;
  }
}

package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What another system reports as FHIR AuditEvents goes the whole way: through intake to judgements,
 * into the ledger, and out in an export that the verifier proves. The reports are HL7's own
 * examples.
 */
class ForeignAccessJourney {

  private static final Path EXAMPLES = Path.of("../access/src/test/resources/hl7");
  private static final String COLIN = "00000000-0000-4000-8000-000000000002";
  private static final String SOURCE = "intake-demo";
  private static final String FOREIGN_PATIENT = "e3cdfc81a0d24bd^^^&2.16.840.1.113883.4.2&ISO";

  /** Examples that name a patient, and those that are about no client. */
  private static final List<String> ABOUT_A_CLIENT =
      List.of("-example-disclosure", "-example-media", "-example-pixQuery", "-example-rest");

  /** One of them comes before anybody knows whom it is about, and who did it. */
  private static final String TOO_EARLY = "-example-media";

  private static final List<String> ABOUT_NO_CLIENT =
      List.of("-example-error", "-example-login", "-example-logout", "-example-search");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Agency agency;

  @BeforeAll
  static void start() throws Exception {
    agency = new Agency("foreign-access");
    agency.command("down", "--wipe");
    agency.up();
  }

  @AfterAll
  static void stop() throws Exception {
    agency.close();
  }

  @Test
  void theExamplesOfHl7AreJudgedRecordedAndExportedWithProof() throws Exception {
    String client = aClient();
    HttpResponse<String> early = post(TOO_EARLY);
    assertThat(early.statusCode()).isEqualTo(201);
    assertThat(early.body()).contains("not mapped");

    map("clients", "Patient", "example", client);
    map("clients", "-", FOREIGN_PATIENT, client);
    JsonNode ofNobodyKnown = awaitJudgements(client, 1).getFirst();
    assertThat(ofNobodyKnown.get("asKnown").get("verdict").asText()).isEqualTo("UNDETERMINED");
    map("workers", "-", "95", COLIN);
    map("workers", "-", "SomeIdiot@nowhere", COLIN);
    JsonNode ofColin = awaitRevision(client, 2);
    assertThat(ofColin.get("workerId").asText()).isEqualTo(COLIN);
    assertThat(ofColin.get("supersedesEventId").asText()).isNotEmpty();

    for (String example : ABOUT_A_CLIENT) {
      int expected = example.equals(TOO_EARLY) ? 200 : 201;
      assertThat(post(example).statusCode()).as(example).isEqualTo(expected);
    }
    for (String example : ABOUT_NO_CLIENT) {
      assertThat(post(example).statusCode()).as(example).isEqualTo(201);
    }
    assertThat(post("-example-rest").statusCode()).as("the same again").isEqualTo(200);
    HttpResponse<String> refused = post("-example");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("OperationOutcome", "AuditEvent.agent.requestor");

    List<JsonNode> judgements = awaitJudgements(client, ABOUT_A_CLIENT.size());
    Set<String> eventIds = new HashSet<>();
    for (JsonNode judgement : judgements) {
      assertThat(judgement.get("workerId").asText()).isEqualTo(COLIN);
      assertThat(judgement.get("asKnown").get("verdict").asText()).isNotEqualTo("EXPLAINED");
      eventIds.add(judgement.get("accessEventId").asText());
      awaitInLedger(judgement.get("accessEventId").asText());
    }

    Path export = export(client);
    var check =
        agency.command("verifier", "check", export.toString(), "--vkey", agency.verifierKey());
    assertThat(check.exitCode()).as(check.output()).isZero();
    assertThat(check.output()).contains("signed by a key that you trust");
    List<String> rows = accessesIn(export);
    assertThat(rows).hasSize(ABOUT_A_CLIENT.size());
    for (String eventId : eventIds) {
      assertThat(rows).anyMatch(row -> row.contains(eventId));
    }
    everySourceSentWhatItWasGiven();
  }

  private static String aClient() throws IOException, InterruptedException {
    return agency
        .call(
            "maria",
            "POST",
            agency.url("CASE_NOTES", "/v1/clients"),
            Map.of("givenName", "Kim", "familyName", "Rivers", "dateOfBirth", "2012-04-01"))
        .get("clientId")
        .asText();
  }

  private static void map(String kind, String system, String value, String id)
      throws IOException, InterruptedException {
    String path =
        "/v1/intake-mappings/"
            + kind
            + "/"
            + system
            + "/"
            + URLEncoder.encode(value, StandardCharsets.UTF_8);
    var answer =
        agency.send("dora", "PUT", agency.url("ACCESS", path), Map.of("id", id, "source", SOURCE));
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(204);
  }

  private static HttpResponse<String> post(String example)
      throws IOException, InterruptedException {
    JsonNode resource =
        new ObjectMapper()
            .readTree(Files.readString(EXAMPLES.resolve("AuditEvent" + example + ".json")));
    return agency.send(
        "ines",
        "POST",
        agency.url("ACCESS", "/fhir/AuditEvent"),
        resource,
        "application/fhir+json");
  }

  private static List<JsonNode> awaitJudgements(String client, int count)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode found =
          agency
              .call(
                  "ada",
                  "GET",
                  agency.url("CONFIDENTIALITY", "/v1/clients/" + client + "/judgements"),
                  null)
              .get("judgements");
      if (found.size() >= count) {
        assertThat(found).hasSize(count);
        return found.findParents("accessEventId");
      }
      assertThat(System.nanoTime()).as(found.size() + " judgements").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  /** The one judgement there is, once it has that revision. */
  private static JsonNode awaitRevision(String client, int revision)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode only = awaitJudgements(client, 1).getFirst();
      if (only.get("revision").asInt() >= revision) {
        return only;
      }
      assertThat(System.nanoTime()).as("revision " + revision).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static void awaitInLedger(String eventId) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String url = agency.url("AUDIT_TRAIL", "/v1/entries?eventId=" + eventId);
    while (agency.send("ada", "GET", url, null).statusCode() != 200) {
      assertThat(System.nanoTime()).as(eventId + " in the ledger").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static Path export(String client) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        agency.download(
            "ada",
            agency.url("AUDIT_TRAIL", "/v1/exports"),
            Map.of("clientId", client, "purpose", "AUDIT"));
    assertThat(answer.statusCode()).isEqualTo(200);
    Path file = Path.of("target", "foreign-access.zip");
    Files.write(file, answer.body());
    return file;
  }

  /** Lines of the export's CSV view that are accesses from the foreign system. */
  private static List<String> accessesIn(Path export) throws IOException {
    try (ZipFile zip = new ZipFile(export.toFile())) {
      String csv =
          new String(
              zip.getInputStream(zip.getEntry("history.csv")).readAllBytes(),
              StandardCharsets.UTF_8);
      return csv.lines()
          .filter(line -> line.contains("AccessObserved") && line.contains(SOURCE))
          .toList();
    }
  }

  private static void everySourceSentWhatItWasGiven() throws IOException, InterruptedException {
    var published = new LedgerAsPublished(agency);
    // The one that came too early was told again when its client was known.
    int given = ABOUT_A_CLIENT.size() + ABOUT_NO_CLIENT.size() + 1;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Long> sent;
    do {
      sent =
          published
              .sequences(published.entries(published.checkpoint()))
              .getOrDefault(SOURCE, List.of());
    } while (sent.size() < given && System.nanoTime() < deadline);
    assertThat(sent).as("everything the foreign system reported, once").hasSize(given);
  }
}

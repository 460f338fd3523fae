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
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;
import org.casenotesaudit.journeys.Topics.Event;
import org.casenotesaudit.journeys.Topics.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What another system reports as FHIR AuditEvents goes the whole way: through intake to judgements,
 * into the ledger, and out in an export that the verifier proves. The reports are HL7's own
 * examples.
 */
class ForeignAccessJourney {

  /** Where they tell what they could not read there. */
  private static final List<String> READERS_OF_ACCESSES =
      List.of("confidentiality.quarantine.v1", "alerts.quarantine.v1");

  private static final Path EXAMPLES = Path.of("../access/src/test/resources/hl7");
  private static final String SOURCE = "intake-demo";
  private static final String FOREIGN_PATIENT = "e3cdfc81a0d24bd^^^&2.16.840.1.113883.4.2&ISO";

  /** Examples that name a patient, and those that are about no client. */
  private static final List<String> ABOUT_A_CLIENT =
      List.of("-example-disclosure", "-example-media", "-example-pixQuery", "-example-rest");

  /** One of them comes before anybody knows whom it is about, and who did it. */
  private static final String TOO_EARLY = "-example-media";

  /** And what each of these is told as: the type of its event, and what was done. */
  private static final Map<String, Told> ABOUT_NO_CLIENT =
      Map.of(
          "-example-error", new Told("AccessRefused", "CREATE"),
          "-example-login", new Told("AccessObserved", "UNKNOWN"),
          "-example-logout", new Told("AccessObserved", "UNKNOWN"),
          "-example-search", new Told("AccessObserved", "SEARCH"));

  private record Told(String type, String action) {}

  private static final Path PROOFS = Path.of("target", "foreign-access").toAbsolutePath();
  private static final String ACCESSES = "access.observed.v1";
  private static final byte[] NO_EVENT = {7, 7, 7};
  private static final String PUT_ASIDE = "audit_confidentiality_events_total{kind=\"quarantined\"";
  private static final String REJECTED = "audit_trail_records_rejected_total";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Agency agency;

  @BeforeAll
  static void start() throws Exception {
    agency = new Agency("foreign-access", new Processes());
    agency.upAnew();
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
    map("workers", "-", "95", Agency.COLIN);
    map("workers", "-", "SomeIdiot@nowhere", Agency.COLIN);
    JsonNode ofColin = awaitRevision(client, 2);
    assertThat(ofColin.get("workerId").asText()).isEqualTo(Agency.COLIN);
    assertThat(ofColin.get("supersedesEventId").asText()).isNotEmpty();

    for (String example : ABOUT_A_CLIENT) {
      int expected = example.equals(TOO_EARLY) ? 200 : 201;
      assertThat(post(example).statusCode()).as(example).isEqualTo(expected);
    }
    for (String example : ABOUT_NO_CLIENT.keySet()) {
      assertThat(post(example).statusCode()).as(example).isEqualTo(201);
    }
    assertThat(post("-example-rest").statusCode()).as("the same again").isEqualTo(200);
    HttpResponse<String> refused = post("-example");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("OperationOutcome", "AuditEvent.agent.requestor");

    List<JsonNode> judgements = awaitJudgements(client, ABOUT_A_CLIENT.size());
    Set<String> eventIds = new HashSet<>();
    for (JsonNode judgement : judgements) {
      assertThat(judgement.get("workerId").asText()).isEqualTo(Agency.COLIN);
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
    eachAboutNoClientIsProven();
  }

  /**
   * Nobody exports these with a client's history. Each is taken home as a proof file; that the
   * entry is sealed leaves what it is public: its type, and which fields are set.
   */
  private static void eachAboutNoClientIsProven() throws IOException, InterruptedException {
    List<Event> fromThere =
        new Topics(agency)
            .events().stream()
                .filter(event -> event.text("envelope.source").equals(SOURCE))
                .toList();
    ProvenEntry proven = new ProvenEntry(agency, agency.verifierKey(), PROOFS);
    for (Map.Entry<String, Told> each : ABOUT_NO_CLIENT.entrySet()) {
      String at = String.valueOf(micros(resource(each.getKey()).get("recorded").asText()));
      List<Event> told =
          fromThere.stream()
              .filter(event -> event.text("envelope.occurredAt").equals(at))
              .filter(event -> event.text("envelope.clientId").isEmpty())
              .toList();
      assertThat(told).as(each.getKey()).hasSize(1);
      Event event = told.getFirst();
      assertThat(event.type()).as(each.getKey()).isEqualTo(each.getValue().type());
      assertThat(event.text("action")).as(each.getKey()).isEqualTo(each.getValue().action());
      assertThat(event.text("envelope.actorId")).as(each.getKey()).isEqualTo(Agency.COLIN);

      JsonNode sealed = proven.of(event).get("sealed");
      assertThat(sealed.fieldNames())
          .toIterable()
          .as(each.getKey())
          .contains("envelope.actorId", "workerLink", "action", "accessId")
          .doesNotContain("envelope.clientId", "clientLink");
    }
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  /**
   * Three bytes that are no event come between a client's accesses, on their partition. The stream
   * puts them aside and tells of it, the ledger has an entry for them, and the next is judged.
   */
  @Test
  void aRecordThatIsNoEventIsPutAsideToldOfAndPassed() throws Exception {
    CaseFile file = CaseFile.setUp(agency, new Deeds(), false);
    read(file);
    awaitJudgements(file.clientId(), 1);
    double aside = counted("CONFIDENTIALITY", PUT_ASIDE);
    double rejected = counted("AUDIT_TRAIL", REJECTED);

    Topics topics = new Topics(agency);
    assertThat(quarantined(topics)).as("before").isEmpty();
    Place place = topics.send(ACCESSES, file.clientId(), NO_EVENT);
    String next = read(file);
    assertThat(awaitJudgements(file.clientId(), 2))
        .anyMatch(judgement -> judgement.get("accessId").asText().equals(next));

    ProvenEntry proven = new ProvenEntry(agency, agency.verifierKey(), PROOFS);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(NO_EVENT));
    for (Event told : awaitQuarantined(topics)) {
      assertThat(told.text("topic")).isEqualTo(ACCESSES);
      assertThat(told.text("partition")).isEqualTo(String.valueOf(place.partition()));
      assertThat(told.text("offset")).isEqualTo(String.valueOf(place.offset()));
      assertThat(told.text("code")).isEqualTo("BAD_FRAMING");
      assertThat(told.text("valueDigest")).isEqualTo(digest);
      assertThat(proven.of(told).get("sealed").has("valueDigest")).isTrue();
    }

    JsonNode ofTheLedger = proven.of(place.entryId("rejected"));
    assertThat(ofTheLedger.get("kind").asText()).isEqualTo("rejected");
    assertThat(ofTheLedger.get("source").asText()).isEqualTo("audit-trail");
    assertThat(ofTheLedger.get("sealed").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("topic", "topicId", "partition", "offset", "sha256", "code");

    assertThat(counted("CONFIDENTIALITY", PUT_ASIDE)).isEqualTo(aside + 1);
    assertThat(counted("AUDIT_TRAIL", REJECTED)).isEqualTo(rejected + 1);
  }

  private static String read(CaseFile file) throws IOException, InterruptedException {
    return agency
        .call(file.reader(), "POST", agency.url("ACCESS", "/v1/accesses"), file.toReadTheNote())
        .get("accessId")
        .asText();
  }

  /** The record that was put aside, once each app that reads its topic has told of it. */
  private static List<Event> awaitQuarantined(Topics topics)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<Event> told = quarantined(topics);
      if (told.size() >= READERS_OF_ACCESSES.size()) {
        assertThat(told)
            .extracting(Event::topic)
            .containsExactlyInAnyOrderElementsOf(READERS_OF_ACCESSES);
        return told;
      }
      assertThat(System.nanoTime()).as("records put aside").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  private static List<Event> quarantined(Topics topics) throws IOException, InterruptedException {
    return topics.events().stream()
        .filter(event -> event.type().equals("RecordQuarantined"))
        .toList();
  }

  /** A counter as Prometheus reads it. */
  private static double counted(String service, String name)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        agency.send("plat", "GET", agency.url(service, "/prometheus"), null);
    assertThat(answer.statusCode()).isEqualTo(200);
    String line =
        answer
            .body()
            .lines()
            .filter(each -> each.startsWith(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " is not among " + answer.body()));
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
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
    return agency.send(
        "ines",
        "POST",
        agency.url("ACCESS", "/fhir/AuditEvent"),
        resource(example),
        "application/fhir+json");
  }

  private static JsonNode resource(String example) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(EXAMPLES.resolve("AuditEvent" + example + ".json")));
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

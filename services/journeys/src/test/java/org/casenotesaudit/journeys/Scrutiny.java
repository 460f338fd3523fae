package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Deeds.Deed;
import org.casenotesaudit.journeys.Deeds.Kind;

/** Who looks at what was recorded is recorded: readers of judgements, of the trail, of reasons. */
final class Scrutiny {

  static final Set<String> EVENT_TYPES = Set.of("JudgementsRead", "TrailRead");

  private static final Duration PAUSE = Duration.ofSeconds(4);
  private static final Duration RAISED_WITHIN = Duration.ofMinutes(1);

  private final Agency agency;
  private final People people;
  private final List<CaseFile> files;
  private final Deeds deeds;
  private final ObjectMapper json = new ObjectMapper();

  Scrutiny(Agency agency, People people, List<CaseFile> files, Deeds deeds) {
    this.agency = agency;
    this.people = people;
    this.files = files;
    this.deeds = deeds;
  }

  void begin() {
    people.begin(PAUSE, turn -> readJudgements(files.get(turn % files.size())));
    people.begin(PAUSE, turn -> askForWhatIsNot());
  }

  /** Ada reads what was judged about a client, and looks up where the last of it stands. */
  private void readJudgements(CaseFile file) throws IOException, InterruptedException {
    Kind kind = file.kind("JudgementsRead");
    String url = agency.url("CONFIDENTIALITY", "/v1/clients/" + file.clientId() + "/judgements");
    HttpResponse<String> answer = agency.send("ada", "GET", url, null);
    if (!people.succeeded(kind, answer.statusCode(), answer.body())) {
      return;
    }
    JsonNode judgements = json.readTree(answer.body()).get("judgements");
    deeds.acknowledge(kind, Map.of("judgementCount", String.valueOf(judgements.size())));
    if (!judgements.isEmpty()) {
      placeOf(judgements.get(judgements.size() - 1).get("judgementEventId").asText());
    }
  }

  /** 404 is honest while no checkpoint covers it; either answer is a read on record. */
  private void placeOf(String eventId) throws IOException, InterruptedException {
    Kind kind = Kind.aboutNoClient("TrailRead");
    HttpResponse<String> answer =
        agency.send(
            "ada", "GET", agency.url("AUDIT_TRAIL", "/v1/entries?eventId=" + eventId), null);
    if (answer.statusCode() == 404 || people.succeeded(kind, answer.statusCode(), answer.body())) {
      deeds.acknowledge(
          kind,
          Map.of(
              "subjectEventId",
              eventId,
              "readKind",
              "ENTRY",
              "entryCount",
              answer.statusCode() == 404 ? "0" : "1"));
    }
  }

  private void askForWhatIsNot() throws InterruptedException {
    String unknown = UUID.randomUUID().toString();
    people.isRefused(
        404,
        new Deed(
            Kind.aboutNoClient("TrailRead"),
            Map.of("subjectEventId", unknown, "readKind", "INCLUSION_PROOF", "entryCount", "0")),
        "ada",
        "GET",
        agency.url("AUDIT_TRAIL", "/v1/proofs/inclusion?eventId=" + unknown),
        null);
  }

  /**
   * Omar is told why glass was broken over a client's record. Each statement that he reads is an
   * access; so this is done once, while nothing goes wrong yet, and no answer is lost.
   */
  void askWhyGlassWasBroken(CaseFile file) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + RAISED_WITHIN.toNanos();
    while (true) {
      for (JsonNode summary :
          agency
              .call("omar", "GET", agency.url("ALERTS", "/v1/concerns?limit=200"), null)
              .get("concerns")) {
        String concern = summary.get("concernId").asText();
        String url = agency.url("ALERTS", "/v1/concerns/" + concern);
        JsonNode detail = agency.call("omar", "GET", url, null);
        if (detail.get("clientId").asText().equals(file.clientId())
            && isTold(file, concern, url + "/break-glass-reasons")) {
          return;
        }
      }
      assertThat(System.nanoTime())
          .as("a concern that tells why glass was broken over " + file)
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  /** No, where the concern is about something else. */
  private boolean isTold(CaseFile file, String concern, String url)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = agency.send("omar", "POST", url, Map.of());
    if (answer.statusCode() == 409) {
      assertThat(answer.body()).contains("no-break-glass");
      return false;
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    for (JsonNode statement : json.readTree(answer.body()).get("reasons")) {
      assertThat(statement.get("reason").asText()).contains(Canaries.EMERGENCY);
      deeds.acknowledge(
          file.kind("AccessObserved"),
          Map.of(
              "accessId", statement.get("accessId").asText(), "recordKind", "BREAK_GLASS_REASON"));
    }
    deeds.acknowledge(
        file.kind("ConcernViewed"), Map.of("concernId", concern, "reasonShown", "true"));
    return true;
  }
}

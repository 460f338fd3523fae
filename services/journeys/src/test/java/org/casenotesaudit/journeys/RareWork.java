package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Deeds.Deed;
import org.casenotesaudit.journeys.Deeds.Kind;

/**
 * What is done more seldom, while processes die: another system reports accesses, people are
 * refused, records restricted and glass broken over them, cases closed and opened again,
 * authorities withdrawn, the directory kept, histories exported.
 */
final class RareWork {

  /** As those of {@link Workload}: an event's type, or what says more than that. */
  static final Set<String> ALL_KINDS_OF_WORK =
      Set.of(
          "foreign access taken in",
          "foreign login taken in",
          "unknown record refused",
          "restricted record refused",
          "role refused",
          "request turned away",
          "glass broken",
          "CaseOpened",
          "CaseClosed",
          "CaseReopened",
          "RecordRestricted",
          "RestrictionLifted",
          "MediaAuthorityWithdrawn",
          "WorkerFileChanged",
          "TrailExported");

  private static final Duration KNOWN_WITHIN = Duration.ofMinutes(1);
  private static final Path HL7 = Path.of("../access/src/test/resources/hl7");

  /** Of these the directory keeps one that nobody else has to do with. */
  static final String NEWCOMER = UUID.randomUUID().toString();

  /** As an export writes an instant. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Agency agency;
  private final People people;
  private final List<CaseFile> files;
  private final Deeds deeds;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param files two or more, which nobody else works with: the first is restricted now and then
   */
  RareWork(Agency agency, People people, List<CaseFile> files, Deeds deeds) {
    this.agency = agency;
    this.people = people;
    this.files = files;
    this.deeds = deeds;
  }

  /**
   * Tells the intake whom the foreign reports are about, and by whom; and waits until the ledger
   * knows the clients: before, nobody's history can be exported.
   */
  void prepare() throws IOException, InterruptedException {
    map("clients/Patient/example", reported().clientId());
    deeds.acknowledge(
        reported().kind("ForeignIdMapped"), Map.of("mappedPerson", "CLIENT", "holds", "true"));
    map("workers/-/95", Agency.COLIN);
    deeds.acknowledge(
        Kind.aboutNoClient("ForeignIdMapped"),
        Map.of("mappedPerson", "WORKER", "holds", "true", "workerId", Agency.COLIN));
    long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
    for (CaseFile file : files) {
      while (export(file).statusCode() != 200) {
        assertThat(System.nanoTime()).as("%s is in the ledger", file).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
  }

  void begin() {
    people.begin(Duration.ofMillis(3000), turn -> reportAnAccess(turn % 2 == 0));
    people.begin(Duration.ofMillis(3000), this::meetRefusals);
    people.begin(Duration.ofMillis(3000), turn -> restrictForAMoment(files.getFirst()));
    people.begin(Duration.ofMillis(3000), turn -> changeHands(fileOf(turn)));
    people.begin(Duration.ofMillis(3000), this::keepTheDirectory);
    people.begin(Duration.ofMillis(5000), turn -> exportAHistory(fileOf(turn)));
  }

  private CaseFile reported() {
    return files.get(1);
  }

  private CaseFile fileOf(int turn) {
    return files.get(1 + turn % (files.size() - 1));
  }

  private void map(String what, String id) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        agency.send(
            "dora",
            "PUT",
            agency.url("ACCESS", "/v1/intake-mappings/" + what),
            Map.of("id", id, "source", "intake-demo"));
    assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(204);
  }

  /** The answer tells no id: when it happened is each report's own. */
  private void reportAnAccess(boolean ofAClient) throws IOException, InterruptedException {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String example = "AuditEvent-example-" + (ofAClient ? "rest" : "login") + ".json";
    ObjectNode report = (ObjectNode) json.readTree(Files.readString(HL7.resolve(example)));
    report.put("recorded", at.toString());
    ((ObjectNode) report.at("/agent/0")).put("name", Canaries.NAMED_ELSEWHERE);
    Deed deed =
        ofAClient
            ? new Deed(
                reported().kind("AccessObserved"), Map.of("envelope.occurredAt", MICROS.format(at)))
            : new Deed(
                Kind.aboutNoClient("AccessObserved"),
                Map.of(
                    "envelope.source",
                    "intake-demo",
                    "envelope.occurredAt",
                    String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at))));
    try {
      HttpResponse<String> answer =
          agency.send(
              "ines",
              "POST",
              agency.url("ACCESS", "/fhir/AuditEvent"),
              report,
              "application/fhir+json");
      if (people.succeeded(deed.kind(), answer.statusCode(), answer.body())) {
        deeds.acknowledge(deed);
        deeds.succeeded(ofAClient ? "foreign access taken in" : "foreign login taken in");
      }
    } catch (IOException died) {
      deeds.leaveOpen(deed.kind());
    }
  }

  private void meetRefusals(int turn) throws IOException, InterruptedException {
    String unknown = UUID.randomUUID().toString();
    if (isRefusedToOpen(
        404,
        new Deed(
            Kind.aboutNoClient("AccessRefused"),
            Map.of("recordId", unknown, "reason", "UNKNOWN_RECORD")),
        "maria",
        unknown)) {
      deeds.succeeded("unknown record refused");
    }
    CaseFile file = fileOf(turn);
    if (isRefusedToOpen(
        403,
        new Deed(
            file.kind("AccessRefused"),
            Map.of("recordId", file.noteId(), "reason", "ROLE_NEVER_PERMITTED")),
        "petra",
        file.noteId())) {
      deeds.succeeded("role refused");
    }
    if (people.isRefused(
        403,
        new Deed(
            Kind.aboutNoClient("RequestRefused"),
            Map.of(
                "envelope.actorId", Agency.MARIA,
                "reason", "ROLE_MISSING",
                "method", "PUT",
                "route", "/v1/workers/{workerId}")),
        "maria",
        "PUT",
        agency.url("ACCESS", "/v1/workers/" + NEWCOMER),
        workerFile(turn))) {
      deeds.succeeded("request turned away");
    }
  }

  private boolean isRefusedToOpen(int status, Deed onRecord, String person, String noteId)
      throws InterruptedException {
    return people.isRefused(
        status,
        onRecord,
        person,
        "POST",
        agency.url("ACCESS", "/v1/accesses"),
        CaseFile.toRead("CASE_NOTE", noteId));
  }

  /**
   * While it is restricted to Maria, Colin is told that it does not exist, and Max breaks glass.
   */
  private void restrictForAMoment(CaseFile file) throws IOException, InterruptedException {
    Optional<JsonNode> restricted =
        people.attempt(
            file.kind("RecordRestricted"),
            "sofia",
            agency.url("CASE_NOTES", "/v1/clients/" + file.clientId() + "/restrictions"),
            Map.of("namedWorkerIds", List.of(Agency.MARIA, Agency.SOFIA)));
    if (restricted.isEmpty()) {
      return;
    }
    String restriction = restricted.get().get("restrictionId").asText();
    deeds.acknowledge(file.kind("RecordRestricted"), Map.of("restrictionId", restriction));
    if (isRefusedToOpen(
        404,
        new Deed(
            file.kind("AccessRefused"),
            Map.of("recordId", file.noteId(), "reason", "RECORD_RESTRICTED")),
        "colin",
        file.noteId())) {
      deeds.succeeded("restricted record refused");
    }
    breakGlass(file);
    people
        .attempt(
            file.kind("RestrictionLifted"),
            "sofia",
            agency.url("CASE_NOTES", "/v1/restrictions/" + restriction + "/lift"),
            Map.of())
        .ifPresent(
            lifted ->
                deeds.acknowledge(
                    file.kind("RestrictionLifted"), Map.of("restrictionId", restriction)));
  }

  private void breakGlass(CaseFile file) throws IOException, InterruptedException {
    people
        .attempt(
            file.kind("AccessObserved"),
            "max",
            agency.url("ACCESS", "/v1/accesses"),
            Map.of(
                "item",
                Map.of("kind", "CASE_NOTE", "id", file.noteId()),
                "action",
                "VIEW",
                "purpose",
                "EMERGENCY",
                "breakGlass",
                Map.of(
                    "reasonCode",
                    "RISK_TO_LIFE",
                    "reason",
                    Canaries.EMERGENCY + ": a life at risk.",
                    "clientDateOfBirth",
                    CaseFile.DATE_OF_BIRTH)))
        .ifPresent(
            opened -> {
              deeds.acknowledge(
                  file.kind("AccessObserved"),
                  Map.of("accessId", opened.get("accessId").asText(), "purpose", "EMERGENCY"));
              deeds.succeeded("glass broken");
            });
  }

  /** A case is opened, closed and opened again; an authority given and withdrawn. */
  private void changeHands(CaseFile file) throws IOException, InterruptedException {
    String client = agency.url("CASE_NOTES", "/v1/clients/" + file.clientId());
    Map<String, String> team = Map.of("teamId", Agency.CHILDREN_NORTH);
    Optional<String> caseId = did(file.kind("CaseOpened"), client + "/cases", team, "caseId");
    if (caseId.isPresent()) {
      String url = agency.url("CASE_NOTES", "/v1/cases/" + caseId.get());
      if (did(file.kind("CaseClosed"), url + "/close", Map.of(), "caseId").isPresent()) {
        did(file.kind("CaseReopened"), url + "/reopen", team, "caseId");
      }
    }
    Optional<String> authority =
        did(
            file.kind("MediaAuthorityRecorded"),
            client + "/authorities",
            CaseFile.OWN_CONSENT,
            "authorityId");
    if (authority.isPresent()) {
      did(
          file.kind("MediaAuthorityWithdrawn"),
          agency.url("CASE_NOTES", "/v1/authorities/" + authority.get() + "/withdraw"),
          Map.of("withdrawnBy", "CLIENT"),
          "authorityId");
    }
  }

  private Optional<String> did(Kind kind, String url, Map<String, ?> body, String id)
      throws IOException, InterruptedException {
    return people.did(kind, "maria", url, body, id);
  }

  private void keepTheDirectory(int turn) throws IOException, InterruptedException {
    Kind kind = Kind.aboutNoClient("WorkerFileChanged");
    people
        .attempt(
            kind, "dora", "PUT", agency.url("ACCESS", "/v1/workers/" + NEWCOMER), workerFile(turn))
        .ifPresent(
            kept ->
                deeds.acknowledge(
                    kind, Map.of("workerId", NEWCOMER, "version", kept.get("version").asText())));
  }

  /** Another file each turn: one that says the same again would change nothing. */
  private static Map<String, ?> workerFile(int turn) {
    return Map.of(
        "displayName",
        Canaries.WORKER_NAME,
        "roles",
        List.of(Map.of("value", "practitioner", "validFrom", "2020-01-01T00:00:00Z")),
        "employment",
        List.of(
            Map.of(
                "value",
                "EMPLOYED",
                "validFrom",
                Instant.parse("2020-01-01T00:00:00Z").plusSeconds(turn).toString())));
  }

  private void exportAHistory(CaseFile file) throws InterruptedException {
    Kind kind = file.kind("TrailExported");
    try {
      HttpResponse<byte[]> answer = export(file);
      if (people.succeeded(kind, answer.statusCode(), "export of " + file)) {
        deeds.acknowledge(kind, Map.of("exportId", exportId(answer)));
      }
    } catch (IOException died) {
      deeds.leaveOpen(kind);
    }
  }

  private HttpResponse<byte[]> export(CaseFile file) throws IOException, InterruptedException {
    return agency.download(
        "ada",
        agency.url("AUDIT_TRAIL", "/v1/exports"),
        Map.of("clientId", file.clientId(), "purpose", "AUDIT"));
  }

  /** From the file's name. */
  private static String exportId(HttpResponse<?> answer) {
    String name = answer.headers().firstValue("Content-Disposition").orElseThrow();
    return name.replaceFirst(".*filename=\"history-(.*)\\.zip\".*", "$1");
  }
}

package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each process is killed in turn while people work; {@code deploy/up} brings it back; afterwards
 * nothing acknowledged is missing and nothing is there twice.
 */
class KilledProcessesJourney {

  private static final List<String> PROCESSES =
      List.of(
          "access",
          "case-notes",
          "confidentiality",
          "audit-trail",
          "alerts",
          "kafka",
          "registry",
          "postgres",
          "oidc");
  private static final String[] CANARIES = {"Kimcanary", "Riverscanary", "Visitcanary as agreed."};
  private static final int CLIENTS = 12;
  private static final Duration LOAD_BETWEEN_KILLS = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static Agency agency;

  @BeforeAll
  static void start() throws Exception {
    agency = new Agency("killed-processes");
    agency.command("down", "--wipe");
    agency.up();
  }

  @AfterAll
  static void stop() throws Exception {
    agency.close();
  }

  /** One client, one note, and who reads it. */
  private record Record(String clientId, String noteId, String reader, boolean closedCase) {}

  @Test
  void nothingAcknowledgedIsLostAndNothingIsDoubledWhenEveryProcessIsKilledInTurn()
      throws Exception {
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      records.add(aRecord(i % 3 == 0));
    }
    for (String person : List.of("maria", "colin", "omar", "ada")) {
      agency.token(person);
    }
    Map<String, Record> acknowledged = new ConcurrentHashMap<>();
    List<String> checkpoints = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean working = new AtomicBoolean(true);
    AtomicReference<Throwable> broken = new AtomicReference<>();
    AtomicInteger refused = new AtomicInteger();
    Thread load =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, failure) -> broken.compareAndSet(null, failure))
            .start(() -> read(records, acknowledged, refused, working));
    Thread watch =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, failure) -> broken.compareAndSet(null, failure))
            .start(() -> keepCheckpoints(checkpoints, working));

    for (String process : PROCESSES) {
      LockSupport.parkNanos(LOAD_BETWEEN_KILLS.toNanos());
      int before = acknowledged.size();
      agency.kill(process);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      agency.up();
      awaitMoreThan(before, acknowledged, process);
    }
    LockSupport.parkNanos(LOAD_BETWEEN_KILLS.toNanos());
    working.set(false);
    load.join();
    watch.join();
    assertThat(broken.get()).as("what the readers met beside 503").isNull();
    System.out.printf(
        "%d accesses acknowledged, %d attempts failed while something was down, %d checkpoints%n",
        acknowledged.size(), refused.get(), checkpoints.size());

    Map<String, JsonNode> judgements = awaitJudgementOfEach(acknowledged);
    everyAccessIsJudgedAsItShouldBe(acknowledged, judgements);
    everyAccessStandsInTheLedgerOnce(judgements);
    theLogHoldsByItsOwnBytes();
    checkpointsServedAllAlongAreConsistentWithTheLast(checkpoints);
    everyFlaggedClientHasOneOpenConcern(records);
    noLogHoldsANameOrTheWordsOfANote();
  }

  private static void noLogHoldsANameOrTheWordsOfANote() throws IOException {
    int characters = 0;
    for (String process : PROCESSES) {
      String log = agency.log(process);
      assertThat(log).as("log of " + process).doesNotContain(CANARIES);
      characters += log.length();
    }
    assertThat(characters).as("characters of logs looked at").isGreaterThan(1_000);
  }

  private static Record aRecord(boolean closed) throws IOException, InterruptedException {
    String client =
        agency
            .call(
                "maria",
                "POST",
                agency.url("CASE_NOTES", "/v1/clients"),
                Map.of(
                    "givenName",
                    CANARIES[0],
                    "familyName",
                    CANARIES[1],
                    "dateOfBirth",
                    "2012-04-01"))
            .get("clientId")
            .asText();
    String caseId =
        agency
            .call(
                "maria",
                "POST",
                agency.url("CASE_NOTES", "/v1/clients/" + client + "/cases"),
                Map.of(
                    "teamId",
                    Agency.CHILDREN_NORTH,
                    "openedAt",
                    Instant.now().minus(Duration.ofDays(700)).toString()))
            .get("caseId")
            .asText();
    agency.call(
        "maria",
        "POST",
        agency.url("CASE_NOTES", "/v1/cases/" + caseId + "/allocations"),
        Map.of("workerId", Agency.MARIA, "allocationKind", "KEY_WORKER"));
    String note =
        agency
            .call(
                "maria",
                "POST",
                agency.url("CASE_NOTES", "/v1/cases/" + caseId + "/notes"),
                Map.of("text", CANARIES[2], "contactAt", Instant.now().toString()))
            .get("noteId")
            .asText();
    if (closed) {
      agency.call(
          "maria",
          "POST",
          agency.url("CASE_NOTES", "/v1/cases/" + caseId + "/close"),
          Map.of("closedAt", Instant.now().minus(Duration.ofDays(300)).toString()));
    }
    return new Record(client, note, closed ? "colin" : "maria", closed);
  }

  private static void read(
      List<Record> records,
      Map<String, Record> acknowledged,
      AtomicInteger failed,
      AtomicBoolean working) {
    for (int i = 0; working.get(); i++) {
      Record record = records.get(i % records.size());
      try {
        var answer =
            agency.send(
                record.reader(),
                "POST",
                agency.url("ACCESS", "/v1/accesses"),
                Map.of(
                    "item",
                    Map.of("kind", "CASE_NOTE", "id", record.noteId()),
                    "action",
                    "VIEW",
                    "purpose",
                    "DIRECT_CARE"));
        if (answer.statusCode() == 201) {
          String body = answer.body();
          int at = body.indexOf("\"accessId\":\"") + 12;
          acknowledged.put(body.substring(at, at + 36), record);
        } else {
          // While something is down the honest answer is 503; anything else would be a defect.
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
          failed.incrementAndGet();
        }
      } catch (IOException unreachable) {
        failed.incrementAndGet();
      } catch (InterruptedException stopped) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
    }
  }

  private static void keepCheckpoints(List<String> checkpoints, AtomicBoolean working) {
    var published = new LedgerAsPublished(agency);
    while (working.get()) {
      try {
        checkpoints.add(published.checkpoint());
      } catch (IOException unreachable) {
        // The trail is the one that was killed just now.
      } catch (InterruptedException stopped) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    }
  }

  private static void awaitMoreThan(int before, Map<String, Record> acknowledged, String process) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (acknowledged.size() <= before) {
      assertThat(System.nanoTime())
          .as("reads succeed again within a minute after " + process + " was killed")
          .isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** The last judgement of each access, by access id. */
  private static Map<String, JsonNode> awaitJudgementOfEach(Map<String, Record> acknowledged)
      throws IOException, InterruptedException {
    Set<String> clients = new HashSet<>();
    acknowledged.values().forEach(record -> clients.add(record.clientId()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Map<String, JsonNode> judgements = new LinkedHashMap<>();
      for (String client : clients) {
        agency
            .call(
                "ada",
                "GET",
                agency.url("CONFIDENTIALITY", "/v1/clients/" + client + "/judgements"),
                null)
            .get("judgements")
            .forEach(judgement -> judgements.put(judgement.get("accessId").asText(), judgement));
      }
      if (judgements.keySet().containsAll(acknowledged.keySet())) {
        return judgements;
      }
      Set<String> missing = new HashSet<>(acknowledged.keySet());
      missing.removeAll(judgements.keySet());
      assertThat(System.nanoTime())
          .as(
              missing.size()
                  + " acknowledged accesses are not judged, such as "
                  + missing.stream().findAny())
          .isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  private static void everyAccessIsJudgedAsItShouldBe(
      Map<String, Record> acknowledged, Map<String, JsonNode> judgements) {
    acknowledged.forEach(
        (accessId, record) ->
            assertThat(judgements.get(accessId).get("asKnown").get("verdict").asText())
                .as("verdict on %s by %s", accessId, record.reader())
                .isEqualTo(record.closedCase() ? "FLAGGED" : "EXPLAINED"));
  }

  private static void everyAccessStandsInTheLedgerOnce(Map<String, JsonNode> judgements)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<Long, String> byIndex = new LinkedHashMap<>();
    for (JsonNode judgement : judgements.values()) {
      String event = judgement.get("accessEventId").asText();
      String url = agency.url("AUDIT_TRAIL", "/v1/entries?eventId=" + event);
      var answer = agency.send("ada", "GET", url, null);
      while (answer.statusCode() == 404 && System.nanoTime() < deadline) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        answer = agency.send("ada", "GET", url, null);
      }
      assertThat(answer.statusCode()).as(event + ": " + answer.body()).isEqualTo(200);
      long index = new ObjectMapper().readTree(answer.body()).get("index").asLong();
      assertThat(byIndex.put(index, event)).as("event at index " + index).isNull();
    }
  }

  private static String verifierKey() throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(agency.bytes(agency.url("AUDIT_TRAIL", "/v1/keys")))
        .get("verifierKeys")
        .get(0)
        .asText();
  }

  /** With nothing of ours but the bytes that were served: tree, signature and sequences. */
  private static void theLogHoldsByItsOwnBytes() throws Exception {
    var published = new LedgerAsPublished(agency);
    String checkpoint = published.checkpoint();
    List<byte[]> entries = published.entries(checkpoint);
    assertThat(entries).hasSize((int) LedgerAsPublished.sizeOf(checkpoint));
    assertThat(Base64.getEncoder().encodeToString(LedgerAsPublished.root(entries)))
        .as("root over the served entries")
        .isEqualTo(checkpoint.split("\n")[2]);
    String key = verifierKey();
    assertThat(LedgerAsPublished.isSignedBy(key, checkpoint)).isTrue();
    Map<String, List<Long>> sequences = published.sequences(entries);
    assertThat(sequences.keySet()).contains("case-notes", "access", "alerts");
    sequences.forEach(
        (source, found) ->
            assertThat(found.stream().sorted().toList())
                .as("sequence of " + source)
                .isEqualTo(LongStream.rangeClosed(1, found.size()).boxed().toList()));
  }

  private static void checkpointsServedAllAlongAreConsistentWithTheLast(List<String> checkpoints)
      throws IOException, InterruptedException {
    List<String> distinct = checkpoints.stream().distinct().toList();
    assertThat(distinct).as("checkpoints").hasSizeGreaterThan(5);
    for (int i = 0; i < distinct.size(); i += Math.max(1, distinct.size() / 8)) {
      Path old = Files.createTempFile("checkpoint", ".txt");
      Files.writeString(old, distinct.get(i));
      var audit =
          agency.command(
              "verifier",
              "audit",
              agency.url("AUDIT_TRAIL", ""),
              "--vkey",
              verifierKey(),
              "--old",
              old.toString());
      assertThat(audit.exitCode()).as(audit.output()).isZero();
      Files.delete(old);
    }
  }

  private static void everyFlaggedClientHasOneOpenConcern(List<Record> records)
      throws IOException, InterruptedException {
    long flagged = records.stream().filter(Record::closedCase).count();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode concerns;
    do {
      concerns =
          agency
              .call("omar", "GET", agency.url("ALERTS", "/v1/concerns?status=open"), null)
              .get("concerns");
    } while (concerns.size() < flagged && System.nanoTime() < deadline);
    assertThat(concerns.size()).as(concerns.toPrettyString()).isEqualTo((int) flagged);
  }
}

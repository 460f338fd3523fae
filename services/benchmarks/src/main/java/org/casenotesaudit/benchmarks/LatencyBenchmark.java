package org.casenotesaudit.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What people wait: a practitioner from asking for a note to having read it (audit commit
 * included), and an officer from somebody's access to the alert in the queue.
 *
 * <p>Reads are started on a fixed beat whether or not earlier ones are back, and timed from the
 * beat: a stalled system cannot hide behind a waiting client.
 */
final class LatencyBenchmark {

  private static final String CHILDREN_NORTH = "00000000-0000-4000-8000-0000000000a1";
  private static final String MARIA = "00000000-0000-4000-8000-000000000001";
  private static final int NOTES = 50;
  private static final Duration ALERT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final RunningSystem system;
  private final Progress progress;

  LatencyBenchmark(RunningSystem system, Progress progress) {
    this.system = system;
    this.progress = progress;
  }

  /**
   * @param perSecond reads started each second
   * @param seconds for how long; a tenth of it before, as a warm-up that is not counted
   */
  Map<String, Percentiles> run(int perSecond, int seconds, int alerts)
      throws IOException, InterruptedException {
    system.signIn("maria", "colin", "omar");
    progress.begins("writes " + NOTES + " notes");
    List<String> notes = writeNotes();
    int warmUpSeconds = Math.max(5, seconds / 10);
    progress.begins(
        "reads them %d times a second for %d s, uncounted".formatted(perSecond, warmUpSeconds));
    read(notes, perSecond, warmUpSeconds);
    progress.begins("reads them %d times a second for %d s".formatted(perSecond, seconds));
    Percentiles reads = Percentiles.of(read(notes, perSecond, seconds));
    progress.begins("waits for %d alerts, one after the other".formatted(alerts));
    Percentiles visible = Percentiles.of(alertDelays(alerts));
    return Map.of("readThroughAccess", reads, "accessToVisibleAlert", visible);
  }

  private List<String> writeNotes() throws IOException, InterruptedException {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < NOTES; i++) {
      progress.reached(i, NOTES, "notes");
      String caseId = caseOf(newClient(), null);
      system.call(
          "maria",
          "POST",
          RunningSystem.caseNotes() + "/v1/cases/" + caseId + "/allocations",
          Map.of("workerId", MARIA, "allocationKind", "KEY_WORKER"));
      notes.add(
          system
              .call(
                  "maria",
                  "POST",
                  RunningSystem.caseNotes() + "/v1/cases/" + caseId + "/notes",
                  Map.of("text", "Visit as agreed.", "contactAt", Instant.now().toString()))
              .get("noteId")
              .asText());
    }
    return notes;
  }

  private List<Long> read(List<String> notes, int perSecond, int seconds)
      throws InterruptedException {
    int count = perSecond * seconds;
    List<Long> durations = Collections.synchronizedList(new ArrayList<>(count));
    AtomicInteger failures = new AtomicInteger();
    AtomicReference<String> firstFailure = new AtomicReference<>("");
    CountDownLatch finished = new CountDownLatch(count);
    long beat = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = begin + i * beat;
        LockSupport.parkNanos(due - System.nanoTime());
        progress.reached(i, count, "reads started");
        String note = notes.get(i % notes.size());
        readers.execute(
            () -> {
              try {
                readOnce(note);
                durations.add(System.nanoTime() - due);
              } catch (IOException | InterruptedException failure) {
                failures.incrementAndGet();
                firstFailure.compareAndSet("", String.valueOf(failure));
              } finally {
                finished.countDown();
              }
            });
      }
      finished.await();
    }
    if (failures.get() > 0) {
      throw new IllegalStateException(
          failures + " reads failed (expected: none), the first with " + firstFailure.get());
    }
    return durations;
  }

  private void readOnce(String noteId) throws IOException, InterruptedException {
    JsonNode opened =
        system.call(
            "maria",
            "POST",
            RunningSystem.access() + "/v1/accesses",
            Map.of(
                "item",
                Map.of("kind", "CASE_NOTE", "id", noteId),
                "action",
                "VIEW",
                "purpose",
                "DIRECT_CARE"));
    system.call(
        "maria",
        "GET",
        RunningSystem.access() + "/v1/accesses/" + opened.get("accessId").asText() + "/content",
        null);
  }

  /** A colleague opens notes of cases that ended a year ago; each must turn up in the queue. */
  private List<Long> alertDelays(int count) throws IOException, InterruptedException {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      progress.reached(i, count, "alerts");
      String client = newClient();
      String caseId = caseOf(client, Instant.now().minus(Duration.ofDays(800)));
      String note =
          system
              .call(
                  "maria",
                  "POST",
                  RunningSystem.caseNotes() + "/v1/cases/" + caseId + "/notes",
                  Map.of("text", "Closing visit.", "contactAt", Instant.now().toString()))
              .get("noteId")
              .asText();
      system.call(
          "maria",
          "POST",
          RunningSystem.caseNotes() + "/v1/cases/" + caseId + "/close",
          Map.of("closedAt", Instant.now().minus(Duration.ofDays(400)).toString()));
      long begin = System.nanoTime();
      system.call(
          "colin",
          "POST",
          RunningSystem.access() + "/v1/accesses",
          Map.of(
              "item",
              Map.of("kind", "CASE_NOTE", "id", note),
              "action",
              "VIEW",
              "purpose",
              "DIRECT_CARE"));
      awaitConcernOf(client, begin);
      delays.add(System.nanoTime() - begin);
    }
    return delays;
  }

  private void awaitConcernOf(String client, long begin) throws IOException, InterruptedException {
    String reference = "C-" + client.substring(client.length() - 8).toUpperCase(Locale.ROOT);
    while (System.nanoTime() - begin < ALERT_PATIENCE.toNanos()) {
      String cursor = "";
      do {
        JsonNode page =
            system.call(
                "omar", "GET", RunningSystem.alerts() + "/v1/concerns?status=open" + cursor, null);
        for (JsonNode concern : page.get("concerns")) {
          if (reference.equalsIgnoreCase(concern.get("clientRef").asText())) {
            return;
          }
        }
        JsonNode next = page.get("nextCursor");
        cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asText();
      } while (!cursor.isEmpty());
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new IllegalStateException(
        "no concern about " + reference + " within " + ALERT_PATIENCE.toSeconds() + " s");
  }

  private String newClient() throws IOException, InterruptedException {
    Map<String, Object> client = new HashMap<>();
    client.put("givenName", "Bench");
    client.put("familyName", "Mark");
    client.put("dateOfBirth", "2010-01-01");
    return system
        .call("maria", "POST", RunningSystem.caseNotes() + "/v1/clients", client)
        .get("clientId")
        .asText();
  }

  private String caseOf(String client, @Nullable Instant openedAt)
      throws IOException, InterruptedException {
    Map<String, Object> opening = new HashMap<>();
    opening.put("teamId", CHILDREN_NORTH);
    if (openedAt != null) {
      opening.put("openedAt", openedAt.toString());
    }
    return system
        .call(
            "maria",
            "POST",
            RunningSystem.caseNotes() + "/v1/clients/" + client + "/cases",
            opening)
        .get("caseId")
        .asText();
  }
}

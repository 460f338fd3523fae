package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Agency.Outcome;
import org.casenotesaudit.journeys.Deeds.Deed;
import org.casenotesaudit.journeys.Deeds.Kind;
import org.casenotesaudit.journeys.History.Entry;

/** What must hold of each client's history, by the exports that an auditor takes home. */
final class HistoryChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(300);

  /**
   * Of these there may be more than anybody was told: Java's HTTP client may send a GET again by
   * itself when a connection dies, and these checks export and read judgements.
   */
  private static final Set<String> MAYBE_MORE =
      Set.of("ConcernViewed", "AccessRefused", "TrailExported", "JudgementsRead");

  private final Agency agency;
  private final List<CaseFile> files;
  private final Path folder;
  private List<History> histories = List.of();

  HistoryChecks(Agency agency, List<CaseFile> files, Path folder) {
    this.agency = agency;
    this.files = files;
    this.folder = folder;
  }

  List<History> histories() {
    return histories;
  }

  private void exportAll() throws IOException, InterruptedException {
    List<History> exported = new ArrayList<>();
    for (CaseFile file : files) {
      exported.add(History.export(agency, file.clientId(), folder));
    }
    histories = exported;
  }

  /**
   * I1: what was answered with success, or refused, is in the ledger, as often as it was. It may
   * take a moment to get there. {@link ClientlessChecks} looks for what is about no client.
   */
  void everythingAcknowledgedIsInTheLedger(Deeds deeds) throws IOException, InterruptedException {
    Map<Deed, Long> often = deeds.often();
    often.keySet().removeIf(deed -> !deed.kind().isAboutAClient());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      exportAll();
      Map<String, History> byClient = new HashMap<>();
      histories.forEach(history -> byClient.put(history.clientId(), history));
      List<Deed> missing =
          often.entrySet().stream()
              .filter(
                  told ->
                      byClient.get(told.getKey().kind().clientId()).of(told.getKey()).size()
                          < told.getValue())
              .map(Map.Entry::getKey)
              .toList();
      if (missing.isEmpty()) {
        return;
      }
      assertThat(System.nanoTime())
          .as(missing.size() + " acknowledged and not in the ledger, such as " + missing.getFirst())
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  /** I2, for what people did: nothing is there more often than it can have happened. */
  void nothingIsThereTwice(Deeds deeds) {
    noExportIsThereTwice(deeds);
    Map<Kind, Integer> acknowledged = new HashMap<>();
    for (Deed deed : deeds.acknowledged()) {
      acknowledged.merge(deed.kind(), 1, Integer::sum);
    }
    for (History history : histories) {
      Set<String> eventIds = new HashSet<>();
      for (Entry entry : history.entries()) {
        assertThat(eventIds.add(entry.eventId()))
            .as("event %s (%s) is there once", entry.eventId(), entry.type())
            .isTrue();
      }
      acknowledged.forEach(
          (kind, count) -> {
            if (kind.clientId().equals(history.clientId())
                && !MAYBE_MORE.contains(kind.eventType())) {
              assertThat(history.of(kind.eventType()).count())
                  .as("%s, acknowledged or left open", kind)
                  .isBetween((long) count, (long) count + deeds.unanswered(kind));
            }
          });
    }
  }

  private void noExportIsThereTwice(Deeds deeds) {
    for (History history : histories) {
      for (Deed deed : deeds.often().keySet()) {
        if (deed.kind().equals(new Kind(history.clientId(), "TrailExported"))) {
          assertThat(history.of(deed)).as("%s", deed).hasSize(1);
        }
      }
    }
  }

  /**
   * I3: what one source told of a client stands in the order in which it was told. The judge tells
   * judgements on one topic and alerts on another; between two topics there is no order, the
   * sequence alone says which came first.
   */
  void eachSourcesEventsOfAClientAreInOrder() {
    for (History history : histories) {
      Map<String, Long> last = new TreeMap<>();
      for (Entry entry : history.entries()) {
        String told = entry.source() + (entry.type().startsWith("Alert") ? " alerts" : "");
        Long before = last.put(told, entry.sequence());
        assertThat(entry.sequence())
            .as("%s of %s in the history of %s", entry.type(), told, history.clientId())
            .isGreaterThan(before == null ? 0 : before);
      }
      assertThat(last.keySet()).contains("case-notes", "access");
    }
  }

  /**
   * The verdicts are those that a reader of the rules expects.
   *
   * @param settled files of which only case workers read, and whose cases stay as they are; but for
   *     reviewers, who see a name with purpose AUDIT
   */
  void everyAccessIsJudgedAsItShouldBe(Deeds deeds, List<CaseFile> settled) {
    Map<String, Boolean> closed = new HashMap<>();
    settled.forEach(file -> closed.put(file.clientId(), file.closed()));
    Map<String, History> byClient = new HashMap<>();
    histories.forEach(history -> byClient.put(history.clientId(), history));
    for (Deed deed : deeds.acknowledged()) {
      if (deed.kind().eventType().equals("AccessObserved")
          && closed.containsKey(deed.kind().clientId())
          && !deed.fields().containsKey("purpose")) {
        History history = byClient.get(deed.kind().clientId());
        Entry judgement = history.lastJudgements().get(history.of(deed).getFirst().eventId());
        assertThat(judgement.opened().get("asKnown").get("verdict").asText())
            .as("verdict on %s", deed)
            .isEqualTo(closed.get(deed.kind().clientId()) ? "FLAGGED" : "EXPLAINED");
      }
    }
  }

  /** I6, the first half: what confidentiality answers now is what the ledger holds last. */
  void confidentialityAnswersWhatTheLedgerHolds() throws IOException, InterruptedException {
    for (History history : histories) {
      Map<String, String> answered = new TreeMap<>();
      for (JsonNode judgement :
          agency
              .call(
                  "ada",
                  "GET",
                  agency.url(
                      "CONFIDENTIALITY", "/v1/clients/" + history.clientId() + "/judgements"),
                  null)
              .get("judgements")) {
        answered.put(
            judgement.get("accessEventId").asText(), judgement.get("judgementEventId").asText());
      }
      Map<String, String> recorded = new TreeMap<>();
      history.lastJudgements().forEach((act, made) -> recorded.put(act, made.eventId()));
      assertThat(answered).as("judgements about " + history.clientId()).isEqualTo(recorded);
    }
  }

  /**
   * I6: judged again from the ledger, every access gives its last judgement and the alerts that are
   * open. The stream may still be judging when work has just ended.
   */
  void aReplayOfTheLedgerGivesTheSame() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String[] exports =
          histories.stream().map(history -> history.file().toString()).toArray(String[]::new);
      Outcome replay = agency.command("replay", exports);
      if (replay.exitCode() == 0) {
        System.out.println(replay.output());
        return;
      }
      assertThat(replay.exitCode()).as(replay.output()).isEqualTo(1);
      assertThat(System.nanoTime()).as(replay.output()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      exportAll();
    }
  }

  /** Exported again, each history begins with all that it held before. */
  void everyEntryIsStillThere() throws IOException, InterruptedException {
    List<History> before = histories;
    exportAll();
    for (int i = 0; i < before.size(); i++) {
      List<Entry> held = before.get(i).entries();
      assertThat(histories.get(i).entries().subList(0, held.size()))
          .as("the history of " + before.get(i).clientId())
          .isEqualTo(held);
    }
  }

  void theVerifierProvesEachExport(String verifierKey) throws IOException, InterruptedException {
    for (History history : histories) {
      Outcome check =
          agency.command("verifier", "check", history.file().toString(), "--vkey", verifierKey);
      assertThat(check.exitCode()).as(check.output()).isZero();
    }
  }
}

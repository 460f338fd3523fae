package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each process is killed in turn while people work; {@code deploy/up} brings it back; afterwards
 * the invariants hold: nothing acknowledged is missing (I1), nothing is there twice (I2), sequences
 * have no gap and keep their order (I3), every checkpoint ever served agrees with the last (I4), an
 * audit with nothing of ours passes (I5), and judging again from the ledger gives what was said
 * (I6).
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

  /** To try a change of this journey: {@code -Djourney.kill=kafka,access}. All by default. */
  private static final List<String> KILLED =
      List.of(System.getProperty("journey.kill", String.join(",", PROCESSES)).split(","));

  private static final int CLIENTS = 12;
  private static final Duration LOAD_BETWEEN_KILLS = Duration.ofSeconds(4);
  private static final Path EXPORTS = Path.of("target", "killed-processes").toAbsolutePath();

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

  @Test
  void theInvariantsHoldWhenEveryProcessIsKilledInTurn() throws Exception {
    // Before the issuer may be the one that is killed.
    for (String person : List.of("maria", "colin", "omar", "ada")) {
      agency.token(person);
    }
    Deeds deeds = new Deeds();
    List<CaseFile> files = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      files.add(CaseFile.setUp(agency, deeds, i % 3 == 0));
    }
    Workload workload = new Workload(agency, files, deeds);
    CheckpointWatch watch = CheckpointWatch.over(new LedgerAsPublished(agency)::checkpoint);
    workload.begin();
    workload.awaitAllAgain(Map.of(), "nothing");
    for (String process : KILLED) {
      LockSupport.parkNanos(LOAD_BETWEEN_KILLS.toNanos());
      agency.kill(process);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      agency.up();
      workload.awaitAllAgain(deeds.counts(), process);
    }
    LockSupport.parkNanos(LOAD_BETWEEN_KILLS.toNanos());
    workload.end();
    Set<String> checkpoints = watch.end();
    System.out.printf(
        "acknowledged: %s; %d attempts failed while something was down%n",
        deeds.counts(), deeds.failures());

    HistoryChecks histories = new HistoryChecks(agency, files, EXPORTS);
    histories.everythingAcknowledgedIsInTheLedger(deeds);
    histories.nothingIsThereTwice(deeds);
    histories.aReplayOfTheLedgerGivesTheSame();
    histories.confidentialityAnswersWhatTheLedgerHolds();
    histories.eachSourcesEventsOfAClientAreInOrder();
    histories.everyAccessIsJudgedAsItShouldBe(deeds);
    String key = agency.verifierKey();
    histories.theVerifierProvesEachExport(key);
    new ConcernChecks(agency).everyOpenAlertIsInAConcern(histories.histories());

    LogChecks log = LogChecks.ofAllThatArrives(agency, key);
    log.everyEntryIsThereOnceAndNoneWasRefused();
    log.noSourceHasAGapInItsSequence();
    log.everyCheckpointEverServedIsConsistentWithTheLast(checkpoints);
    var audit = agency.command("verifier", "audit", agency.url("AUDIT_TRAIL", ""), "--vkey", key);
    assertThat(audit.exitCode()).as(audit.output()).isZero();
    ForeignAudit.finds(agency, key);
    noLogHoldsANameOrTheWordsOfANote();
  }

  private static void noLogHoldsANameOrTheWordsOfANote() throws IOException {
    int characters = 0;
    for (String process : PROCESSES) {
      String log = agency.log(process);
      assertThat(log).as("log of " + process).doesNotContain(CaseFile.CANARIES);
      characters += log.length();
    }
    assertThat(characters).as("characters of logs looked at").isGreaterThan(1_000);
  }
}

package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.casenotesaudit.journeys.Topics.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each process is killed in turn while people work; {@code deploy/up} brings it back; afterwards
 * the invariants hold: nothing acknowledged is missing (I1), nothing is there twice (I2), sequences
 * have no gap and keep their order (I3), every checkpoint ever served agrees with the last (I4), an
 * audit with nothing of ours passes (I5), and judging again from the ledger gives what was said
 * (I6). Then all is stopped in order and started again, and is as it was.
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

  private static final List<String> PEOPLE =
      List.of("maria", "colin", "sofia", "omar", "ada", "dora", "petra", "ines", "max");

  private static final int CLIENTS = 12;
  private static final int CLIENTS_OF_RARE_WORK = 5;
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
    for (String person : PEOPLE) {
      agency.token(person);
    }
    Deeds deeds = new Deeds();
    List<CaseFile> settled = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      settled.add(CaseFile.setUp(agency, deeds, i % 3 == 0));
    }
    List<CaseFile> unsettled = new ArrayList<>();
    for (int i = 0; i < CLIENTS_OF_RARE_WORK; i++) {
      unsettled.add(CaseFile.setUp(agency, deeds, false));
    }
    List<CaseFile> files = Stream.concat(settled.stream(), unsettled.stream()).toList();
    People people = new People(agency, deeds);
    Workload workload = new Workload(agency, people, settled, files, deeds);
    RareWork rareWork = new RareWork(agency, people, unsettled, deeds);
    rareWork.prepare();
    CheckpointWatch watch = CheckpointWatch.over(new LedgerAsPublished(agency)::checkpoint);
    workload.begin();
    rareWork.begin();
    workload.awaitAllAgain(Map.of(), "nothing");
    for (String process : KILLED) {
      LockSupport.parkNanos(LOAD_BETWEEN_KILLS.toNanos());
      agency.kill(process);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      agency.up();
      workload.awaitAllAgain(deeds.counts(), process);
    }
    LockSupport.parkNanos(LOAD_BETWEEN_KILLS.toNanos());
    people.end();
    Set<String> checkpoints = watch.end();
    assertThat(checkpoints).as("checkpoints").hasSizeGreaterThan(5);
    System.out.printf(
        "acknowledged: %s; %d attempts failed while something was down%n",
        deeds.counts(), deeds.failures());

    HistoryChecks histories = new HistoryChecks(agency, files, EXPORTS);
    histories.everythingAcknowledgedIsInTheLedger(deeds);
    histories.nothingIsThereTwice(deeds);
    histories.aReplayOfTheLedgerGivesTheSame();
    histories.confidentialityAnswersWhatTheLedgerHolds();
    histories.eachSourcesEventsOfAClientAreInOrder();
    histories.everyAccessIsJudgedAsItShouldBe(deeds, settled);
    String key = agency.verifierKey();
    histories.theVerifierProvesEachExport(key);
    new ConcernChecks(agency).everyOpenAlertIsInAConcern(histories.histories());

    ClientlessChecks clientless = new ClientlessChecks(agency, deeds);
    List<Event> aboutNoClient = clientless.everythingAcknowledgedIsOnItsTopic();
    clientless.oneOfEachTypeIsProven(aboutNoClient, key, EXPORTS);
    LogChecks log = LogChecks.ofAllThatArrives(agency, key, aboutNoClient);
    log.eachOfTheseHasItsEntry(aboutNoClient);
    log.everyEntryIsThereOnceAndNoneWasRefused();
    log.noSourceHasAGapInItsSequence();
    log.everyCheckpointEverServedIsConsistentWithTheLast(checkpoints);
    var audit = agency.command("verifier", "audit", agency.url("AUDIT_TRAIL", ""), "--vkey", key);
    assertThat(audit.exitCode()).as(audit.output()).isZero();
    ForeignAudit.finds(agency, key);
    noLogHoldsANameOrTheWordsOfANote();

    restart();
    histories.everyEntryIsStillThere();
    histories.confidentialityAnswersWhatTheLedgerHolds();
    new ConcernChecks(agency).whatWasResolvedStillIs(deeds);
    LogChecks.ofAllThatArrives(agency, key, aboutNoClient)
        .everyCheckpointEverServedIsConsistentWithTheLast(Set.of(log.checkpoint()));
    noteCanBeRead(settled.getLast());
  }

  /** In order this time, as for an update. */
  private static void restart() throws IOException, InterruptedException {
    var down = agency.command("down");
    assertThat(down.exitCode()).as(down.output()).isZero();
    agency.up();
  }

  private static void noteCanBeRead(CaseFile file) throws IOException, InterruptedException {
    String access =
        agency
            .call(file.reader(), "POST", agency.url("ACCESS", "/v1/accesses"), file.toReadTheNote())
            .get("accessId")
            .asText();
    var content =
        agency.fetch(file.reader(), agency.url("ACCESS", "/v1/accesses/" + access + "/content"));
    assertThat(new String(content.body(), StandardCharsets.UTF_8)).contains(CaseFile.WORDS);
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

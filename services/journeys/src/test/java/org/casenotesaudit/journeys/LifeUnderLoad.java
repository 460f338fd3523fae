package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.casenotesaudit.journeys.Topics.Event;

/**
 * People at work in an agency while things go wrong, and what must hold of it afterwards: nothing
 * acknowledged is missing (I1), nothing is there twice (I2), sequences have no gap and keep their
 * order (I3), every checkpoint ever served agrees with the last (I4), an audit with nothing of ours
 * passes (I5), judging again from the ledger gives what was said (I6), and what is confidential
 * stands nowhere but in its database (I7).
 */
final class LifeUnderLoad {

  private static final List<String> PEOPLE =
      List.of("maria", "colin", "sofia", "omar", "ada", "dora", "petra", "ines", "max", "plat");

  private static final int CLIENTS = 12;
  private static final int CLIENTS_OF_RARE_WORK = 5;
  private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(4);

  private final Agency agency;
  private final Path exports;
  private final Deeds deeds = new Deeds();
  private final List<CaseFile> settled = new ArrayList<>();
  private final List<CaseFile> files;
  private final People people;
  private final Workload workload;
  private final CheckpointWatch watch;

  /** Something that goes wrong, and is over when this returns; the system may still recover. */
  @FunctionalInterface
  interface Fault {
    void happens() throws Exception;
  }

  /**
   * Begins it.
   *
   * @param exports absolute folder for the histories that are looked at in the end
   */
  LifeUnderLoad(Agency agency, Path exports) throws Exception {
    this.agency = agency;
    this.exports = exports;
    // Before the issuer may be the one that is away.
    for (String person : PEOPLE) {
      agency.token(person);
    }
    for (int i = 0; i < CLIENTS; i++) {
      settled.add(CaseFile.setUp(agency, deeds, i % 3 == 0));
    }
    List<CaseFile> unsettled = new ArrayList<>();
    for (int i = 0; i < CLIENTS_OF_RARE_WORK; i++) {
      unsettled.add(CaseFile.setUp(agency, deeds, false));
    }
    files = Stream.concat(settled.stream(), unsettled.stream()).toList();
    people = new People(agency, deeds);
    workload = new Workload(agency, people, settled, files, deeds);
    RareWork rareWork = new RareWork(agency, people, unsettled, deeds);
    rareWork.prepare();
    // The first is restricted now and then.
    List<CaseFile> open = unsettled.subList(1, unsettled.size());
    Scrutiny scrutiny = new Scrutiny(agency, people, files, deeds);
    watch = CheckpointWatch.over(new LedgerAsPublished(agency)::checkpoint);
    workload.begin();
    rareWork.begin();
    new FactsAboutPeople(agency, people, open, RareWork.NEWCOMER, deeds).begin();
    scrutiny.begin();
    workload.awaitAllAgain(Map.of(), "nothing");
    scrutiny.askWhyGlassWasBroken(unsettled.getFirst());
  }

  /** Lets it happen amid work, then waits until every kind of work goes well again. */
  void goesOnAfter(String name, Fault fault) throws Exception {
    LockSupport.parkNanos(BETWEEN_FAULTS.toNanos());
    fault.happens();
    long over = System.nanoTime();
    workload.awaitAllAgain(deeds.counts(), name);
    System.out.printf(
        "%s: all kinds of work again after %d s%n",
        name, Duration.ofNanos(System.nanoTime() - over).toSeconds());
  }

  /** Ends the work, checks the invariants, then stops and starts all in order and looks again. */
  void endsWithInvariants(Collection<String> parts) throws Exception {
    workload.awaitWhatComesSeldom();
    LockSupport.parkNanos(BETWEEN_FAULTS.toNanos());
    people.end();
    new EventTypes(agency).eachIsADeedOrNobodyIsTold(deeds);
    Set<String> checkpoints = watch.end();
    assertThat(checkpoints).as("checkpoints").hasSizeGreaterThan(5);
    System.out.printf(
        "acknowledged: %s; %d attempts failed while something was down%n",
        deeds.counts(), deeds.failures());

    HistoryChecks histories = new HistoryChecks(agency, files, exports);
    histories.everythingAcknowledgedIsInTheLedger(deeds);
    histories.nothingIsThereTwice(deeds);
    histories.aReplayOfTheLedgerGivesTheSame();
    histories.confidentialityAnswersWhatTheLedgerHolds();
    histories.eachSourcesEventsOfAClientAreInOrder();
    histories.everyAccessIsJudgedAsItShouldBe(deeds, settled);
    String key = agency.verifierKey();
    histories.theVerifierProvesEachExport(key);
    ConcernChecks concerns = new ConcernChecks(agency, workload.reopenedPerhaps());
    concerns.everyOpenAlertIsInAConcern(histories.histories());

    ClientlessChecks clientless = new ClientlessChecks(agency, deeds);
    List<Event> aboutNoClient = clientless.everythingAcknowledgedIsOnItsTopic();
    clientless.oneOfEachTypeIsProven(aboutNoClient, key, exports);
    LogChecks log = LogChecks.ofAllThatArrives(agency, key, aboutNoClient);
    log.eachOfTheseHasItsEntry(aboutNoClient);
    log.everyEntryIsThereOnceAndNoneWasRefused();
    log.noSourceHasAGapInItsSequence();
    log.everyCheckpointEverServedIsConsistentWithTheLast(checkpoints);
    var audit = agency.command("verifier", "audit", agency.url("AUDIT_TRAIL", ""), "--vkey", key);
    assertThat(audit.exitCode()).as(audit.output()).isZero();
    ForeignAudit.finds(agency, key);
    SecrecyChecks secrecy = new SecrecyChecks(agency, settled.getFirst(), exports);
    secrecy.noLogTellsAny(parts);
    secrecy.noTopicHoldsAny();
    secrecy.noDatabaseShowsAnyButItsOwn();
    secrecy.noMetricNamesAny();
    secrecy.noExportOpensAny(histories.histories());

    agency.down();
    secrecy.noFileLeftBehindHoldsAny();
    agency.up();
    histories.everyEntryIsStillThere();
    histories.confidentialityAnswersWhatTheLedgerHolds();
    concerns.whatWasResolvedStillIs(deeds);
    LogChecks.ofAllThatArrives(agency, key, aboutNoClient)
        .everyCheckpointEverServedIsConsistentWithTheLast(Set.of(log.checkpoint()));
    noteCanBeRead(settled.getLast());
  }

  private void noteCanBeRead(CaseFile file) throws IOException, InterruptedException {
    String access =
        agency
            .call(file.reader(), "POST", agency.url("ACCESS", "/v1/accesses"), file.toReadTheNote())
            .get("accessId")
            .asText();
    var content =
        agency.fetch(file.reader(), agency.url("ACCESS", "/v1/accesses/" + access + "/content"));
    assertThat(new String(content.body(), StandardCharsets.UTF_8)).contains(CaseFile.WORDS);
  }
}

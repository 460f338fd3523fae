package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.LedgerReceipt;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;

/**
 * How what happens gets into the log: once, with a checkpoint and a receipt, also after a restart.
 */
class EnteringIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final RunningTrail trail = RunningTrail.shared();

  @Test
  void anAppendIsFollowedByItsCheckpointWithoutAnybodyLooking() throws Exception {
    Map<String, Object> settings = RunningTrail.settings();
    settings.put("audit-trail.checkpoints.look-every", "1h");
    try (RunningTrail quiet = RunningTrail.startedWith(settings)) {
      RunningTrail.eventually(() -> status(quiet, "/checkpoint") == 200);
      for (int n = 1; n <= 3; n++) {
        AccessObserved access = quiet.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
        quiet.proofOf(access.getEnvelope().getEventId());
      }
    }
  }

  @Test
  void everySourceGetsAReceiptForWhatACheckpointCovers() throws Exception {
    String source = RunningTrail.freshSource();
    try (TopicReader receipts = TopicReader.fromNow(Topics.RECEIPTS)) {
      UUID client = UUID.randomUUID();
      for (int n = 1; n <= 3; n++) {
        trail.published(client, source, n);
      }

      List<LedgerReceipt> found =
          receipts.next(
              LedgerReceipt.class,
              receipt ->
                  receipt.getCoveredSource().equals(source) && receipt.getContiguousSequence() == 3,
              1,
              SOON);
      assertThat(found.getFirst().getTreeSize()).isLessThanOrEqualTo(trail.checkpoint().size());
    }
  }

  @Test
  void aRecordThatCannotBeReadIsCountedAndEnteredAndTheLogGoesOn() throws Exception {
    double before = count("audit.trail.records.rejected");
    trail.publish(Topics.ACCESS_OBSERVED, "x", new byte[] {1, 2, 3});
    trail.publish(Topics.ACCESS_OBSERVED, "x", new byte[0]);

    AccessObserved next = trail.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
    trail.proofOf(next.getEnvelope().getEventId());

    RunningTrail.eventually(() -> count("audit.trail.records.rejected") >= before + 2);
  }

  @Test
  void anEventThatComesAgainAddsNothingAndAForgeryOfItIsEntered() throws Exception {
    UUID client = UUID.randomUUID();
    String source = RunningTrail.freshSource();
    AccessObserved original = anAccess().of(client).from(source).numbered(1).event();
    AccessObserved forged =
        anAccess()
            .of(client)
            .from(source)
            .numbered(1)
            .withId(UUID.fromString(original.getEnvelope().getEventId()))
            .event();
    double duplicates = count("audit.trail.events.duplicate");
    double conflicts = count("audit.trail.events.conflicting");

    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), original);
    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), original);
    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), forged);

    RunningTrail.eventually(() -> count("audit.trail.events.duplicate") >= duplicates + 1);
    RunningTrail.eventually(() -> count("audit.trail.events.conflicting") >= conflicts + 1);
  }

  @Test
  void afterARestartTheLogGoesOnWhereItWas() throws Exception {
    Map<String, Object> settings = RunningTrail.settings();
    UUID client = UUID.randomUUID();
    String source = RunningTrail.freshSource();
    TreeHead before;
    try (RunningTrail first = RunningTrail.startedWith(settings)) {
      first.proofOf(first.published(client, source, 1).getEnvelope().getEventId());
      before = first.checkpoint();
    }
    AccessObserved meanwhile =
        anAccess()
            .inAgency(settings.get("AGENCY_ID").toString())
            .of(client)
            .from(source)
            .numbered(2)
            .event();
    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), meanwhile);

    try (RunningTrail second = RunningTrail.startedWith(settings)) {
      second.proofOf(meanwhile.getEnvelope().getEventId());
      TreeHead after = second.checkpoint();
      org.casenotesaudit.ledger.proof.Proofs.consistency(
              new TileReader(second.log(), after.size()), before.size())
          .verify(before, after);
    }
  }

  @Test
  void readinessTellsThatItReadsAndMakesCheckpoints() throws Exception {
    HttpResponse<byte[]> ready = trail.get("/health/readiness", trail.token("platform"));

    assertThat(ready.statusCode()).as(RunningTrail.text(ready)).isEqualTo(200);
    assertThat(RunningTrail.text(ready)).contains("\"treeSize\":").contains("\"openGaps\":");
  }

  private static int status(RunningTrail of, String path) {
    try {
      return of.get(path, Optional.empty()).statusCode();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static double count(String counter) {
    return trail.bean(MeterRegistry.class).get(counter).functionCounter().count();
  }
}

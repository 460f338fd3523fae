package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.testkit.Eventually.eventually;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.audittrail.append.LedgerWriter;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.LedgerReceipt;
import org.casenotesaudit.events.TrailExported;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.log.AuditRequest;
import org.casenotesaudit.ledger.log.LogAudit;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;

/** What the trail does when its surroundings fail, lie, or are there twice. */
class TroubleIT {

  private static final int EVENTS = 400;
  private static final Duration BACK = Duration.ofSeconds(60);

  private final Postgres.Database database = Postgres.running().newDatabase("audit-trail");
  private final Map<String, Object> settings = RunningTrail.settings(database);
  private final String source = "test-" + UUID.randomUUID();
  private final UUID client = UUID.randomUUID();

  @Test
  void whenTheDatabaseDropsItsSessionsAgainAndAgainNothingIsLostOrDoubled() throws Exception {
    try (RunningTrail trail = RunningTrail.startedWith(settings)) {
      AccessObserved last = null;
      for (int n = 1; n <= EVENTS; n++) {
        last = publish(trail, n);
        if (n % 40 == 0) {
          trail.flush();
          Postgres.running().cutSessions(database);
        }
      }
      trail.flush();
      trail.proofOf(last.getEnvelope().getEventId());

      assertSourceIsComplete();
      audit(trail);
    }
  }

  @Test
  void ofTwoProcessesOneWritesAndTheOtherStandsByAndGoesOnWhenItIsGone() throws Exception {
    RunningTrail older = RunningTrail.startedWith(settings);
    try (RunningTrail newer = RunningTrail.startedWith(settings)) {
      try (older) {
        AccessObserved last = null;
        for (int n = 1; n < EVENTS; n++) {
          last = publish(older, n);
        }
        older.flush();
        older.proofOf(last.getEnvelope().getEventId());

        RunningTrail.eventually(() -> newer.bean(LedgerWriter.class).isSuperseded());
        assertThat(newer.get("/health/readiness", Optional.empty()).statusCode()).isEqualTo(503);
      }
      AccessObserved afterwards = publish(newer, EVENTS);
      newer.flush();
      newer.proofOf(afterwards.getEnvelope().getEventId());

      assertSourceIsComplete();
      audit(newer);
    }
  }

  @Test
  void whileTheDatabaseIsAwayNothingThatMustBeRecordedIsToldAndAfterwardsEverythingGoesOn()
      throws Exception {
    try (CuttableProxy toDatabase = CuttableProxy.to(Postgres.running().port());
        RunningTrail trail = RunningTrail.startedWith(overWires(toDatabase))) {
      String eventId = publish(trail, 1).getEnvelope().getEventId();
      trail.proofOf(eventId);
      long reads = reads();

      toDatabase.cut();
      AccessObserved meanwhile = publish(trail, 2);
      trail.flush();
      for (String path :
          List.of(
              "/v1/proofs/inclusion?eventId=" + eventId,
              "/v1/proofs/consistency?from=0&to=0",
              "/v1/entries?eventId=" + eventId)) {
        assertStorageUnavailable(trail.get(path, trail.token("auditor")));
        assertStorageUnavailable(trail.get(path, trail.token("practitioner")));
      }
      assertStorageUnavailable(export(trail));
      assertThat(trail.get("/checkpoint", Optional.empty()).statusCode()).isEqualTo(200);
      assertThat(reads()).as("reads on record").isEqualTo(reads);

      toDatabase.mend();
      eventually("an export", BACK, () -> status(trail), status -> status == 200);
      trail.proofOf(eventId);
      trail.proofOf(meanwhile.getEnvelope().getEventId());
      assertReceived(2);
      audit(trail);
      eventually("ready", BACK, () -> readiness(trail), status -> status == 200);
    }
  }

  @Test
  void whileKafkaIsAwayTheTrailIsReadAndAfterwardsWhatHappenedMeanwhileIsEnteredOnce()
      throws Exception {
    CuttableProxy toKafka = Broker.running().wire();
    try (CuttableProxy toDatabase = CuttableProxy.to(Postgres.running().port());
        RunningTrail trail = RunningTrail.startedWith(overWires(toDatabase));
        TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS);
        TopicReader receipts = TopicReader.fromNow(Topics.RECEIPTS)) {
      trail.proofOf(publish(trail, 1).getEnvelope().getEventId());

      toKafka.cut();
      AccessObserved meanwhile = publish(trail, 2);
      publish(trail, 3);
      trail.flush();
      assertThat(export(trail).statusCode()).isEqualTo(200);

      toKafka.mend();
      trail.proofOf(meanwhile.getEnvelope().getEventId());
      // The export itself was held by the outbox, and is an entry now, too.
      TrailExported exported =
          reads
              .next(
                  TrailExported.class,
                  event -> client.toString().equals(event.getEnvelope().getClientId()),
                  1,
                  BACK)
              .getFirst();
      trail.proofOf(exported.getEnvelope().getEventId());
      receipts.next(
          LedgerReceipt.class,
          it -> it.getCoveredSource().equals(source) && it.getContiguousSequence() == 3,
          1,
          BACK);
      assertReceived(3);
      audit(trail);
    } finally {
      toKafka.mend();
    }
  }

  private Map<String, Object> overWires(CuttableProxy toDatabase) {
    Map<String, Object> over = MicronautSettings.overWires("audit-trail", database, toDatabase);
    over.put("AGENCY_ID", settings.get("AGENCY_ID"));
    return over;
  }

  private static void assertStorageUnavailable(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(RunningTrail.text(answer)).isEqualTo(503);
    assertThat(RunningTrail.text(answer)).contains("\"storage-unavailable\"");
  }

  private HttpResponse<byte[]> export(RunningTrail trail) {
    String body = "{\"clientId\":\"" + client + "\",\"purpose\":\"AUDIT\"}";
    try {
      return trail.post("/v1/exports", body, trail.token("auditor"));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private int status(RunningTrail trail) {
    return export(trail).statusCode();
  }

  private static int readiness(RunningTrail trail) {
    try {
      return trail.get("/health/readiness", Optional.empty()).statusCode();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private long reads() throws SQLException {
    return Long.parseLong(
        text("SELECT count(*)::text FROM outbox WHERE event_type LIKE '%Trail%'"));
  }

  @Test
  void anOlderDatabaseStopsTheStart() throws Exception {
    try (RunningTrail trail = RunningTrail.startedWith(settings)) {
      trail.proofOf(publish(trail, 1).getEnvelope().getEventId());
    }
    try (Connection connection = database.asMigrate().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM entry");
      statement.execute("UPDATE sequencer SET next_index = 0");
      statement.execute("UPDATE tree_head SET size = 0, root = sha256('')");
    }

    assertThatThrownBy(() -> RunningTrail.startedWith(settings).close())
        .hasStackTraceContaining("tree size in the database: 0 (expected: ");
  }

  @Test
  void noIdOfAPersonStandsInAnyFileOfTheLog() throws Exception {
    try (RunningTrail trail = RunningTrail.startedWith(settings)) {
      AccessObserved access = publish(trail, 1);
      trail.proofOf(access.getEnvelope().getEventId());
      Path data = Path.of(settings.get("DATA_DIR").toString());

      try (Stream<Path> files = Files.walk(data)) {
        List<Path> all = files.filter(Files::isRegularFile).toList();
        assertThat(all).hasSizeGreaterThan(3);
        for (Path file : all) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(client.toString())
              .doesNotContain(access.getEnvelope().getActorId())
              .doesNotContain(access.getAccessId());
        }
      }
    }
  }

  private AccessObserved publish(RunningTrail trail, long number) {
    AccessObserved access =
        anAccess().inAgency(trail.agency()).of(client).from(source).numbered(number).event();
    trail.send(Topics.ACCESS_OBSERVED, client.toString(), access);
    return access;
  }

  private void assertSourceIsComplete() throws SQLException {
    assertReceived(EVENTS);
  }

  /** All of this source's events so far, each entered once. */
  private void assertReceived(int events) throws SQLException {
    assertThat(text("SELECT received::text FROM source_progress WHERE source = '" + source + "'"))
        .isEqualTo("{[1," + (events + 1) + ")}");
    assertThat(text("SELECT (count(*) = max(index) + 1)::text FROM entry")).isEqualTo("true");
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = database.asMigrate().getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void audit(RunningTrail trail) throws Exception {
    LogAudit.audit(
        trail.log(),
        new AuditRequest(
            List.of(trail.logKey()), Optional.empty(), AuditRequest.Contents.CASE_NOTES_AUDIT),
        progress -> {});
  }
}

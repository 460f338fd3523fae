package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.audittrail.append.LedgerWriter;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.log.AuditRequest;
import org.casenotesaudit.ledger.log.LogAudit;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.Postgres;
import org.junit.jupiter.api.Test;

/** What the trail does when its surroundings fail, lie, or are there twice. */
class TroubleIT {

  private static final int EVENTS = 400;

  private final Postgres.Database database = Postgres.running().newDatabase("audit-trail");
  private final Map<String, Object> settings = MicronautSettings.of("audit-trail", database);
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
  void ofTwoProcessesTheNewerWritesAndTheOlderSaysThatItDoesNot() throws Exception {
    try (RunningTrail older = RunningTrail.startedWith(settings)) {
      publish(older, 1);
      try (RunningTrail newer = RunningTrail.startedWith(settings)) {
        AccessObserved last = null;
        for (int n = 2; n <= EVENTS; n++) {
          last = publish(newer, n);
        }
        newer.flush();
        newer.proofOf(last.getEnvelope().getEventId());

        RunningTrail.eventually(() -> older.bean(LedgerWriter.class).isSuperseded());
        assertThat(older.get("/health/readiness", Optional.empty()).statusCode()).isEqualTo(503);
        assertSourceIsComplete();
        audit(newer);
      }
    }
  }

  @Test
  void whileTheDatabaseIsAwayNothingThatMustBeRecordedIsTold() throws Exception {
    Postgres own = Postgres.start();
    try (RunningTrail trail =
        RunningTrail.startedWith(MicronautSettings.of("audit-trail", own.newDatabase("away")))) {
      String eventId = publish(trail, 1).getEnvelope().getEventId();
      trail.proofOf(eventId);
      own.close();

      String proof = "/v1/proofs/inclusion?eventId=" + eventId;
      String export = "{\"clientId\":\"" + client + "\",\"purpose\":\"AUDIT\"}";
      assertThat(trail.get(proof, trail.token("auditor")).statusCode()).isEqualTo(503);
      assertThat(
              trail.get("/v1/proofs/consistency?from=0&to=0", trail.token("auditor")).statusCode())
          .isEqualTo(503);
      assertThat(trail.post("/v1/exports", export, trail.token("auditor")).statusCode())
          .isEqualTo(503);
      assertThat(trail.get("/checkpoint", Optional.empty()).statusCode()).isEqualTo(200);
    }
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
    AccessObserved access = anAccess().of(client).from(source).numbered(number).event();
    trail.send(Topics.ACCESS_OBSERVED, client.toString(), access);
    return access;
  }

  private void assertSourceIsComplete() throws SQLException {
    assertThat(text("SELECT received::text FROM source_progress WHERE source = '" + source + "'"))
        .isEqualTo("{[1," + (EVENTS + 1) + ")}");
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

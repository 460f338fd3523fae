package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.testkit.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Concerns of before: an alert that had changed its kind stood on where it no longer belonged. */
class MovedAlertsMigrationIT {

  private static final UUID ACCUSED = new UUID(0, 1);
  private static final UUID HALF = new UUID(0, 2);
  private static final UUID SETTLED = new UUID(0, 3);
  private static final UUID UNTOUCHED = new UUID(0, 4);

  private final Postgres.Database database = Postgres.running().newDatabase("alerts");

  @Test
  void whatNoLongerBelongsThereStandsNoLongerAndTheRestStandsOn() throws SQLException {
    migrate("2");
    try (Connection owner = database.asMigrate().getConnection()) {
      alert(owner, "moved", "no-relationship", "CRITICAL", 900, false);
      alert(owner, "stands", "after-ending", "MEDIUM", 400, true);
      concern(owner, ACCUSED, "OPEN", "moved");
      concern(owner, HALF, "IN_REVIEW", "moved", "stands");
      concern(owner, SETTLED, "RESOLVED", "moved");
      concern(owner, UNTOUCHED, "OPEN", "stands");
      run(owner, "INSERT INTO topic_positions VALUES ('case-notes.record.v1', 0, 'id', 7, NULL)");
    }
    migrate("3");

    try (Connection owner = database.asMigrate().getConnection()) {
      assertThat(standing(owner, ACCUSED)).isEqualTo("WITHDRAWN CRITICAL 5 900 {first} 1");
      assertThat(standing(owner, HALF)).isEqualTo("IN_REVIEW MEDIUM 3 400 {after-ending} 1");
      assertThat(standing(owner, SETTLED)).isEqualTo("RESOLVED CRITICAL 5 900 {first} 1");
      assertThat(standing(owner, UNTOUCHED)).isEqualTo("OPEN CRITICAL 5 900 {first} 0");
      assertThat(told(owner, ACCUSED)).containsExactly("ALERT_MOVED", "CLOSED_AS_WITHDRAWN");
      assertThat(told(owner, HALF)).containsExactly("ALERT_MOVED");
      assertThat(told(owner, SETTLED)).containsExactly("ALERT_MOVED");
      assertThat(told(owner, UNTOUCHED)).isEmpty();
      assertThat(texts(owner, "SELECT topic FROM topic_positions")).isEmpty();
    }
  }

  private void migrate(String version) {
    Flyway.configure()
        .dataSource(database.asMigrate())
        .locations("classpath:db/messaging", "classpath:db/service-frame", "classpath:db/migration")
        .placeholders(Map.of("runRole", database.runUser()))
        .target(version)
        .load()
        .migrate();
  }

  private static void alert(
      Connection owner, String id, String rule, String severity, int score, boolean attributable)
      throws SQLException {
    run(
        owner,
        """
        INSERT INTO alerts VALUES ('%s', 'e', 'j', 'a', 'w', 'c', 2, '%s', '%s', %d, %s, '{}', '{}',
          'CASE_NOTE', 'VIEW', now(), '{}', now(), now())
        """
            .formatted(id, rule, severity, score, attributable));
  }

  private static void concern(Connection owner, UUID id, String status, String... alertIds)
      throws SQLException {
    run(
        owner,
        """
        INSERT INTO concerns VALUES ('%1$s', '%1$s', 1, NULL, 'CONDUCT', 'RELATIONSHIP', 'w', 'c',
          '%2$s', NULL, NULL, 'CRITICAL', 5, 900, '{first}', '{}', %3$d, 0, now(), now(), now(),
          nextval('concern_numbers'))
        """
            .formatted(id, status, alertIds.length));
    for (String alertId : alertIds) {
      run(owner, "INSERT INTO concern_alerts VALUES ('%s', '%s')".formatted(id, alertId));
    }
  }

  private static String standing(Connection owner, UUID id) throws SQLException {
    return texts(
            owner,
            "SELECT concat_ws(' ', status, severity, severity_rank, score, rule_ids,"
                + " withdrawn_count) FROM concerns WHERE concern_id = '"
                + id
                + "'")
        .getFirst();
  }

  private static List<String> told(Connection owner, UUID id) throws SQLException {
    return texts(
        owner,
        "SELECT what FROM concern_history WHERE concern_id = '" + id + "' ORDER BY entry_id");
  }

  private static void run(Connection owner, String sql) throws SQLException {
    try (var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(Connection owner, String sql) throws SQLException {
    try (var statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}

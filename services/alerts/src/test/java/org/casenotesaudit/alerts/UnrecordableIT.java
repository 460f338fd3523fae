package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.Test;

/** What cannot be recorded is not shown and not done. */
class UnrecordableIT {

  private final RunningAlerts alerts = RunningAlerts.shared();

  @Test
  void withoutItsReviewEventNothingIsShownNothingIsDoneAndItRecovers() throws SQLException {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    asOwner("REVOKE INSERT ON outbox FROM " + alerts.database.runUser());
    try {
      var opened = alerts.get(OMAR, path);
      // A right that is missing is no outage: nobody is told to try again.
      assertThat(opened.status()).isEqualTo(500);
      assertThat(opened.code()).isEqualTo("internal-error");
      assertThat(opened.body()).doesNotContain("narrative").doesNotContain(client);
      for (var step :
          Map.of(
                  "/assign", Map.of("assigneeId", OMAR),
                  "/comments", Map.of("text", "Never kept."),
                  "/resolve", Map.of("resolution", "REASON_CONFIRMED"))
              .entrySet()) {
        assertThat(alerts.post(OMAR, path + step.getKey(), step.getValue()).status())
            .isEqualTo(500);
      }
      var name = alerts.post(OMAR, path + "/name", null);
      assertThat(name.status()).isEqualTo(500);
      assertThat(name.body()).doesNotContain("Quillfeather");
    } finally {
      asOwner("GRANT INSERT ON outbox TO " + alerts.database.runUser());
    }
    var after = alerts.get(OMAR, path).json();
    assertThat(after.path("concern").path("status").asText()).isEqualTo("open");
    assertThat(after.path("comments")).isEmpty();
    assertThat(after.path("timeline").toString()).doesNotContain("RESOLVED").doesNotContain("NAME");
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection connection = alerts.database.asMigrate().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has the database, and neither the key nor good intentions. */
class TamperedStorageIT {

  private final RunningCaseNotes app = RunningCaseNotes.shared();

  @Test
  void aNoteWithAFlippedBitIsNotServed() throws SQLException {
    String note = app.aNoteIn(app.aCaseOf(app.aClient()), "words of the client");
    String grant = app.grantFor(MARIA, "CASE_NOTE", note);
    asOwner(
        "update note_version set sealed_text = set_byte(sealed_text, 20, get_byte(sealed_text, 20)"
            + " # 1) where note_id = ?",
        note);

    Answer answer = app.post(access(), "/v1/grants/" + grant + "/content", "").expecting(500);

    assertThat(answer.text()).doesNotContain("words").doesNotContain("seal");
  }

  @Test
  void theTextOfOneNoteCannotBePassedOffAsThatOfAnother() throws SQLException {
    String caseId = app.aCaseOf(app.aClient());
    String note = app.aNoteIn(caseId, "what was said");
    String other = app.aNoteIn(caseId, "what was not said");
    String grant = app.grantFor(MARIA, "CASE_NOTE", note);
    asOwner(
        "update note_version set sealed_text ="
            + " (select v.sealed_text from note_version v where v.note_id = '"
            + other
            + "') where note_id = ?",
        note);

    app.post(access(), "/v1/grants/" + grant + "/content", "").expecting(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"note", "note_version", "client", "media", "restriction", "allocation"})
  void theRoleThatServesRequestsCannotTakeHistoryAway(String table) {
    assertThatThrownBy(() -> asRun("delete from " + table))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void theRoleThatServesRequestsCannotRewriteAVersion() {
    assertThatThrownBy(() -> asRun("update note_version set author_id = 'somebody'"))
        .hasMessageContaining("permission denied");
  }

  private void asOwner(String sql, String id) throws SQLException {
    try (Connection connection = app.database.asMigrate().getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(id));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private void asRun(String sql) throws SQLException {
    try (Connection connection = app.database.asRun().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

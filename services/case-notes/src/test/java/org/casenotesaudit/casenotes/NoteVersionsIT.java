package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.casenotes.records.ClientRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.casenotes.sealing.Place;
import org.junit.jupiter.api.Test;

/**
 * What was written stays as it was written. No route opens a version before the newest; it lies
 * sealed, and whoever has the keys can open it.
 */
class NoteVersionsIT {

  private final RunningCaseNotes app = RunningCaseNotes.shared();
  private final String client = app.aClient();
  private final String caseId = app.aCaseOf(client);
  private final String note = app.aNoteIn(caseId, "first words");

  /** A version as it lies there, and what it says. */
  private record Version(int number, String authorId, Instant recordedAt, String text) {}

  private Instant now() {
    return app.clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void amendedBy(String worker, String text) {
    app.post(practitioner(worker), "/v1/notes/" + note + "/versions", "{\"text\":\"" + text + "\"}")
        .expecting(201);
  }

  @Test
  void everyVersionKeepsItsTextItsAuthorAndItsMoment() throws SQLException {
    Instant first = now();
    Version asWritten = new Version(1, MARIA, first, "first words");
    assertThat(versions()).containsExactly(asWritten);

    app.clock.moveBy(Duration.ofMinutes(3));
    amendedBy(COLIN, "better words");
    app.clock.moveBy(Duration.ofMinutes(3));
    amendedBy(MARIA, "last words");

    assertThat(versions())
        .containsExactly(
            asWritten,
            new Version(2, COLIN, first.plus(3, ChronoUnit.MINUTES), "better words"),
            new Version(3, MARIA, first.plus(6, ChronoUnit.MINUTES), "last words"));
  }

  @Test
  void theNewestVersionIsWhatOpensAndWhatTheCaseFileLists() {
    amendedBy(COLIN, "better words");

    Answer opened = redeemed("CASE_NOTE", note);
    Answer file = redeemed("CASE_FILE", caseId);

    assertThat(opened.field("version")).isEqualTo("2");
    assertThat(opened.field("text")).isEqualTo("better words");
    assertThat(opened.text()).doesNotContain("first words");
    assertThat(file.json().at("/notes")).hasSize(1);
    assertThat(file.json().at("/notes/0/version").asInt()).isEqualTo(2);
  }

  private Answer redeemed(String kind, String id) {
    String grant = app.grantFor(MARIA, kind, id);
    return app.post(access(), "/v1/grants/" + grant + "/content", "").expecting(200);
  }

  private List<Version> versions() throws SQLException {
    var beans = app.server.getApplicationContext();
    SealedRecords seals = beans.getBean(SealedRecords.class);
    var of = beans.getBean(ClientRows.class).findById(UUID.fromString(client)).orElseThrow();
    UUID noteId = UUID.fromString(note);
    try (Connection connection = app.database.asMigrate().getConnection();
        var statement =
            connection.prepareStatement(
                "select version, author_id, recorded_at, sealed_text from note_version"
                    + " where note_id = ? order by version")) {
      statement.setObject(1, noteId);
      try (var rows = statement.executeQuery()) {
        List<Version> found = new ArrayList<>();
        while (rows.next()) {
          int number = rows.getInt(1);
          found.add(
              new Version(
                  number,
                  rows.getString(2),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  seals.open(of, rows.getBytes(4), Place.note(noteId, number))));
        }
        return found;
      }
    }
  }
}

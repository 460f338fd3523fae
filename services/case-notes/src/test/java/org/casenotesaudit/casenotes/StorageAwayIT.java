package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;

import java.time.Duration;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.testkit.Postgres;
import org.junit.jupiter.api.Test;

/** What callers hear while PostgreSQL is away. */
class StorageAwayIT {

  @Test
  void withTheDatabaseAwayWritesAndReadsAre503AndSayNothingOfTheInside() {
    Postgres postgres = Postgres.start();
    RunningCaseNotes app = new RunningCaseNotes(postgres.newDatabase("case-notes"));
    try {
      String note = app.aNoteIn(app.aCaseOf(app.aClient()), "words");
      String grant = app.grantFor(MARIA, "CASE_NOTE", note);
      postgres.close();

      long began = System.nanoTime();
      Answer write =
          app.post(
              practitioner(MARIA),
              "/v1/clients",
              "{\"givenName\":\"A\",\"familyName\":\"B\",\"dateOfBirth\":\"2014-05-06\"}");
      Answer read = app.post(access(), "/v1/grants/" + grant + "/content", "");

      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("both answers, each of which waits two seconds for a connection")
          .isLessThan(Duration.ofSeconds(15));
      for (Answer answer : new Answer[] {write, read}) {
        assertThat(answer.expecting(503).field("code")).isEqualTo("storage-unavailable");
        assertThat(answer.text()).doesNotContain("jdbc").doesNotContain("postgres");
      }
    } finally {
      app.server.close();
    }
  }
}

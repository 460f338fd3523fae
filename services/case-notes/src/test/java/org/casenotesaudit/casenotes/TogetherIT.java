package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.junit.jupiter.api.Test;

/** Several at once. */
class TogetherIT {

  private static final int MANY = 8;
  private final RunningCaseNotes app = RunningCaseNotes.shared();

  private static List<Answer> together(Callable<Answer> call) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        calls.add(threads.submit(call));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> each : calls) {
        answers.add(each.get());
      }
      return answers;
    }
  }

  @Test
  void ofManyWhoRedeemAGrantOneGetsTheContent() throws Exception {
    String note = app.aNoteIn(app.aCaseOf(app.aClient()), "words");
    String grant = app.grantFor(MARIA, "CASE_NOTE", note);
    String token = access();

    List<Answer> answers = together(() -> app.post(token, "/v1/grants/" + grant + "/content", ""));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 410).hasSize(MANY - 1);
  }

  @Test
  void manyWhoAmendANoteEachGetAVersionOfTheirOwn() throws Exception {
    String note = app.aNoteIn(app.aCaseOf(app.aClient()), "words");
    String token = practitioner(MARIA);

    List<Answer> answers =
        together(() -> app.post(token, "/v1/notes/" + note + "/versions", "{\"text\":\"new\"}"));

    assertThat(answers)
        .extracting(answer -> answer.expecting(201).field("version"))
        .containsExactlyInAnyOrder("2", "3", "4", "5", "6", "7", "8", "9");
  }

  @Test
  void manyWithTheSameKeyMakeOneClient() throws Exception {
    String token = practitioner(MARIA);
    String body =
        "{\"givenName\":\"Quillon\",\"familyName\":\"Canarybird\",\"dateOfBirth\":\"2014-05-06\"}";

    List<Answer> answers =
        together(() -> app.post(token, "/v1/clients", body, "Idempotency-Key", "together"));

    assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
    assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::text))
        .isNotEmpty()
        .containsOnly(
            answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow()
                .text());
  }
}

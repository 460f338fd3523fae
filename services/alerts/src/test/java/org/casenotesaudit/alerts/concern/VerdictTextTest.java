package org.casenotesaudit.alerts.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.concern.Alerts.NOON;

import java.util.List;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Verdict;
import org.junit.jupiter.api.Test;

/** What speaks for an access is never told as if it were what is asked about it. */
class VerdictTextTest {

  private static final String ALLOCATED = "allocated-worker/OWN";
  private static final String AUTHOR = "author/OWN";
  private static final String OUTSIDE = "media-used-outside-authority";

  private static JudgementRevision.Answer answer(
      Verdict verdict, List<String> explanations, String... concerns) {
    return new JudgementRevision.Answer(verdict, explanations, List.of(concerns));
  }

  private static String known(JudgementRevision.Answer answer) {
    return VerdictText.told(judged(answer), true, RecordKind.VIDEO);
  }

  private static String later(JudgementRevision.Answer answer) {
    return VerdictText.told(judged(answer), false, RecordKind.VIDEO);
  }

  private static JudgementRevision judged(JudgementRevision.Answer answer) {
    return new JudgementRevision(
        "event", "access", 3, NOON, answer, answer, List.of("worker-facts"), "abc", null);
  }

  private static String inBrief(JudgementRevision.Answer answer) {
    return VerdictText.inBrief(answer, RecordKind.VIDEO);
  }

  @Test
  void aReasonThatDoesNotAnswerStandsApartFromWhatWasFlagged() {
    var flagged = answer(Verdict.FLAGGED, List.of(ALLOCATED, AUTHOR), OUTSIDE);

    assertThat(known(flagged))
        .isEqualTo(
            "At that moment reasons for the access were on record: the worker was allocated to the"
                + " client; the worker recorded it. They do not answer: used outside every"
                + " authority in force. Verdict: flagged (revision 3).");
    assertThat(later(answer(Verdict.FLAGGED, List.of(ALLOCATED), OUTSIDE)))
        .isEqualTo(
            "With what was recorded since, a reason for the access is on record: the worker was"
                + " allocated to the client. It does not answer: used outside every authority in"
                + " force. Verdict: flagged (revision 3).");
    assertThat(inBrief(flagged))
        .isEqualTo(
            "Flagged: used outside every authority in force. Reasons on record: the worker was"
                + " allocated to the client; the worker recorded it");
  }

  @Test
  void withoutAReasonItSaysSoAndNamesTheConcern() {
    var flagged = answer(Verdict.FLAGGED, List.of(), "after-ending");

    assertThat(known(flagged))
        .isEqualTo(
            "At that moment no reason was on record. Concern: opened after the work had ended."
                + " Verdict: flagged (revision 3).");
    assertThat(inBrief(flagged)).isEqualTo("Flagged: opened after the work had ended");
  }

  @Test
  void whatIsOnlyReviewedThrowsNoDoubtOnTheReason() {
    var explained = answer(Verdict.EXPLAINED, List.of("break-glass/ROLE"), "break-glass-review");

    assertThat(known(explained))
        .contains("a reason for the access was on record: the worker broke glass")
        .endsWith("Noted besides: break-glass, for review. Verdict: reason on record (revision 3).")
        .doesNotContain("not answer");
    assertThat(inBrief(explained)).startsWith("Reason on record: the worker broke glass");
  }

  @Test
  void aMissingFactLeavesOpenWhetherThereIsAReason() {
    assertThat(known(answer(Verdict.UNDETERMINED, List.of())))
        .isEqualTo(
            "At that moment no reason was on record as far as could be told. Verdict:"
                + " undetermined, a fact was missing (revision 3). Not known yet: worker facts.");
    assertThat(inBrief(answer(Verdict.UNDETERMINED, List.of(ALLOCATED))))
        .isEqualTo(
            "Undetermined, a fact was missing. Reason on record: the worker was allocated to the"
                + " client");
  }

  @Test
  void whatAWorkerWroteAboutThemselvesAfterwardsIsNoReasonYet() {
    var unexplained = answer(Verdict.UNEXPLAINED, List.of("allocated-worker/WEAK"));

    assertThat(later(unexplained))
        .startsWith("With what was recorded since, what is on record explains nothing yet: ")
        .endsWith("Verdict: no reason on record (revision 3).");
    assertThat(inBrief(unexplained)).startsWith("No reason on record. Explains nothing yet: ");
    assertThat(inBrief(answer(Verdict.UNEXPLAINED, List.of()))).isEqualTo("No reason on record");
  }

  @Test
  void aNoteIsWrittenAndAVideoRecorded() {
    assertThat(Words.explanation(AUTHOR, RecordKind.CASE_NOTE))
        .isEqualTo("the worker wrote the note");
    assertThat(Words.explanation(AUTHOR, RecordKind.VIDEO)).isEqualTo("the worker recorded it");
    assertThat(Words.explanation(AUTHOR, RecordKind.OTHER))
        .isEqualTo("the worker wrote or recorded it");
  }
}

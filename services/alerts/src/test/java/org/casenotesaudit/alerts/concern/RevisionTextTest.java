package org.casenotesaudit.alerts.concern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionTextTest {

  private static final Instant ACCESS = Instant.parse("2026-11-30T19:01:46.532Z");

  private static JudgementRevision judged(
      int revision, Instant at, @Nullable String trigger, String... missing) {
    var flagged = new JudgementRevision.Answer(Verdict.FLAGGED, List.of(), List.of());
    return new JudgementRevision(
        "event-" + revision,
        "access",
        revision,
        at,
        flagged,
        flagged,
        List.of(missing),
        "abc",
        trigger);
  }

  private static final JudgementRevision FIRST = judged(1, ACCESS, null);

  @Test
  void theFirstIsCausedByTheAccessItself() {
    assertThat(RevisionText.why(ACCESS, null, FIRST)).isEqualTo("First judgement");
  }

  @Test
  void whatWasOnRecordByThenAndArrivedLateIsNotCalledRecordedLater() {
    for (long millisBefore : new long[] {0, 1, 142}) {
      assertThat(
              RevisionText.why(
                  ACCESS, FIRST, judged(2, ACCESS.minusMillis(millisBefore), "a-fact")))
          .isEqualTo("A fact that was on record already, and arrived after the first judgement");
    }
  }

  @Test
  void whatWasRecordedAfterTheAccessIsCalledSo() {
    assertThat(RevisionText.why(ACCESS, FIRST, judged(2, ACCESS.plusNanos(1000), "a-fact")))
        .isEqualTo("A fact recorded later");
  }

  @Test
  void theEndOfWaitingForAFactIsNoFact() {
    JudgementRevision waits = judged(1, ACCESS, null, "worker-facts");
    assertThat(RevisionText.why(ACCESS, waits, judged(2, ACCESS.plusSeconds(600), "a-heartbeat")))
        .isEqualTo("A fact recorded later, or the time to wait for one was over");
  }
}

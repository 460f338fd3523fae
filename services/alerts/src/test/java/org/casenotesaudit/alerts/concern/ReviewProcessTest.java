package org.casenotesaudit.alerts.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.concern.ConcernStatus.IN_REVIEW;
import static org.casenotesaudit.alerts.concern.ConcernStatus.OPEN;
import static org.casenotesaudit.alerts.concern.ConcernStatus.RESOLVED;
import static org.casenotesaudit.alerts.concern.ConcernStatus.WITHDRAWN;

import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.concern.ReviewProcess.Outcome;
import org.casenotesaudit.alerts.concern.ReviewStep.AlertJoined;
import org.casenotesaudit.alerts.concern.ReviewStep.Assign;
import org.casenotesaudit.alerts.concern.ReviewStep.Comment;
import org.casenotesaudit.alerts.concern.ReviewStep.LastAlertWithdrawn;
import org.casenotesaudit.alerts.concern.ReviewStep.Reopen;
import org.casenotesaudit.alerts.concern.ReviewStep.Resolve;
import org.casenotesaudit.events.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewProcessTest {

  private static final Assign TAKE = new Assign(new WorkerId("officer"));
  private static final Assign RELEASE = new Assign(null);
  private static final Reopen REOPEN = new Reopen("The roster was corrected.");
  private static final Resolve SETTLE = new Resolve(Resolution.REASON_CONFIRMED, "");

  static Stream<Arguments> table() {
    return Stream.of(
        row(OPEN, TAKE, "IN_REVIEW"),
        row(OPEN, RELEASE, "OPEN"),
        row(OPEN, SETTLE, "RESOLVED"),
        row(OPEN, REOPEN, "concern-open"),
        row(OPEN, new LastAlertWithdrawn(), "WITHDRAWN"),
        row(OPEN, new AlertJoined(), "OPEN"),
        row(IN_REVIEW, TAKE, "IN_REVIEW"),
        row(IN_REVIEW, RELEASE, "OPEN"),
        row(IN_REVIEW, SETTLE, "RESOLVED"),
        row(IN_REVIEW, REOPEN, "concern-in-review"),
        row(IN_REVIEW, new LastAlertWithdrawn(), "WITHDRAWN"),
        row(IN_REVIEW, new AlertJoined(), "IN_REVIEW"),
        row(RESOLVED, TAKE, "concern-resolved"),
        row(RESOLVED, SETTLE, "concern-resolved"),
        row(RESOLVED, REOPEN, "OPEN"),
        row(RESOLVED, new LastAlertWithdrawn(), "RESOLVED"),
        row(RESOLVED, new AlertJoined(), "new concern"),
        row(WITHDRAWN, TAKE, "concern-withdrawn"),
        row(WITHDRAWN, SETTLE, "concern-withdrawn"),
        row(WITHDRAWN, REOPEN, "concern-withdrawn"),
        row(WITHDRAWN, new LastAlertWithdrawn(), "WITHDRAWN"),
        row(WITHDRAWN, new AlertJoined(), "OPEN"));
  }

  private static Arguments row(ConcernStatus status, ReviewStep step, String expected) {
    return Arguments.of(status, step, expected);
  }

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @MethodSource("table")
  void eachStepLeadsWhereTheTableSays(ConcernStatus status, ReviewStep step, String expected) {
    String found =
        switch (ReviewProcess.next(status, step)) {
          case Outcome.Now now -> now.status().name();
          case Outcome.NewConcern ignored -> "new concern";
          case Outcome.Refused refused -> refused.code();
        };
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(ConcernStatus.class)
  void aCommentIsAlwaysPossibleAndMovesNothing(ConcernStatus status) {
    assertThat(ReviewProcess.next(status, new Comment("Spoke with the manager.")))
        .isEqualTo(new Outcome.Now(status));
  }

  @ParameterizedTest
  @EnumSource(
      value = Resolution.class,
      names = {"POLICY_BREACH", "FALSE_POSITIVE"})
  void whatSaysSomethingAboutAPersonOrTheRulesNeedsWords(Resolution resolution) {
    assertThat(ReviewProcess.next(OPEN, new Resolve(resolution, "  ")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("invalid-text");
              assertThat(refused.detail()).contains("expected: 1 to 4000 characters");
            });
    assertThat(ReviewProcess.next(OPEN, new Resolve(resolution, "Because.")))
        .isEqualTo(new Outcome.Now(RESOLVED));
  }

  @Test
  void whatSomebodySettledIsOpenedAgainOnlyWithWords() {
    for (ConcernStatus status : ConcernStatus.values()) {
      assertThat(ReviewProcess.next(status, new Reopen(" ")))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.code()).isEqualTo("invalid-text"));
    }
  }

  @Test
  void anUnknownResolutionSettlesNothing() {
    assertThat(ReviewProcess.next(OPEN, new Resolve(Resolution.UNKNOWN, "x")))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void wordsHaveAnEnd() {
    String longest = "x".repeat(ReviewProcess.WORDS_MAX);
    for (ReviewStep step :
        List.of(new Comment(longest), new Resolve(Resolution.POLICY_BREACH, longest))) {
      assertThat(ReviewProcess.next(OPEN, step)).isInstanceOf(Outcome.Now.class);
    }
    for (ReviewStep step :
        List.of(
            new Comment(longest + "x"), new Resolve(Resolution.REASON_CONFIRMED, longest + "x"))) {
      assertThat(ReviewProcess.next(OPEN, step)).isInstanceOf(Outcome.Refused.class);
    }
  }
}

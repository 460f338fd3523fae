package org.casenotesaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.rules.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.facts.Past;
import org.casenotesaudit.rules.facts.Past.Departed;
import org.casenotesaudit.rules.facts.WorkerId;
import org.junit.jupiter.api.Test;

/** What has left a client file, and what comes too late for what is still in it. */
class PastTest {

  private static final Duration HORIZON = Duration.ofDays(400);

  @Test
  void whoOpenedWhatHasLeftDoesNotOpenForTheFirstTime() {
    Departed departed = Departed.of(anAccess(COLIN).on(5).done());
    ClientFile file =
        ClientFile.of(List.of(), List.of(), day(900), new Past(HORIZON, Map.of(COLIN, departed)));

    assertThat(file.isFirstOf(anAccess(COLIN).on(900).done())).isFalse();
    assertThat(file.isFirstOf(anAccess(COLIN).on(4).done())).isTrue();
    assertThat(file.isFirstOf(anAccess(MARIA).on(900).done())).isTrue();
  }

  @Test
  void whoWasOnlyRefusedBeforeOpensForTheFirstTime() {
    Departed departed = Departed.of(anAccess(COLIN).on(5).refused().done());
    ClientFile file =
        ClientFile.of(List.of(), List.of(), day(900), new Past(HORIZON, Map.of(COLIN, departed)));

    assertThat(file.isFirstOf(anAccess(COLIN).on(900).done())).isTrue();
  }

  @Test
  void whateverOrderActsLeaveInTheSameIsRemembered() {
    Departed refused = Departed.of(anAccess(COLIN).on(3).refused().done());
    Departed first = Departed.of(anAccess(COLIN).on(4).done());
    Departed last = Departed.of(anAccess(COLIN).on(9).done());

    assertThat(last.and(first).and(refused))
        .isEqualTo(refused.and(last).and(first))
        .isEqualTo(new Departed(day(9), day(4)));
  }

  @Test
  void theHorizonRunsFromTheActUnlessItWasReportedLaterThanThat() {
    assertThat(anAccess(COLIN).on(5).reportedOn(300).done().settlesAt(HORIZON)).isEqualTo(day(405));
    assertThat(anAccess(COLIN).on(5).reportedOn(500).done().settlesAt(HORIZON)).isEqualTo(day(900));
  }

  @Test
  void anActReportedPastTheHorizonIsJudgedByItself() {
    var story = aStory().clientComes();
    for (int i = 0; i < 5; i++) {
      story.happened(anAccess(COLIN).named("before-" + i).on(50 + i).done());
    }
    Access inTime = anAccess(COLIN).named("in-time").on(60).reportedOn(200).done();
    Access tooLate = anAccess(COLIN).named("too-late").on(60).reportedOn(600).done();

    assertThat(alertsOf(story.judge(inTime, day(700)))).contains("no-relationship");
    assertThat(alertsOf(story.judge(tooLate, day(700)))).isEmpty();
  }

  @Test
  void anActReportedAfterAnotherHasSettledDoesNotCountForIt() {
    Access settled = anAccess(COLIN).named("settled").on(60).done();
    var story = aStory().clientComes();
    for (int i = 0; i < 5; i++) {
      story.happened(anAccess(COLIN).named("late-" + i).on(50 + i).reportedOn(500).done());
    }

    assertThat(alertsOf(story.judge(settled, day(700)))).isEmpty();
  }

  @Test
  void whoseItWasNoLongerCountsPastTheHorizon() {
    Access access = anAccessOfNobodyKnown().on(5).done();
    assertThat(learnedOn(access, 400)).isEqualTo(COLIN);
    assertThat(learnedOn(access, 410)).isEqualTo(WorkerId.NOBODY);
  }

  private static WorkerId learnedOn(Access access, double on) {
    var told = aStory().learned(access, COLIN, on).facts;
    return ClientFile.of(told, List.of(access), Instant.MAX, Past.within(HORIZON))
        .asLearned(access)
        .worker();
  }
}

package org.casenotesaudit.alerts.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casenotesaudit.alerts.concern.Alerts.NOON;
import static org.casenotesaudit.alerts.concern.Alerts.anAlert;

import java.util.List;
import java.util.UUID;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.junit.jupiter.api.Test;

class ConcernNarrativeTest {

  private static final String WORKER = "00000000-0000-4000-8000-000000000002";
  private static final String CLIENT = "01930000-0000-7000-8000-0000abcd1234";

  private static Concern concern(ConcernKind kind) {
    return new Concern(
        new ConcernId(new UUID(1, 2)),
        kind,
        RuleFamily.RELATIONSHIP,
        new WorkerId(WORKER),
        new ClientId(CLIENT),
        ConcernStatus.OPEN,
        null,
        null,
        Severity.HIGH,
        700,
        List.of("after-ending"),
        List.of(),
        1,
        0,
        NOON,
        NOON,
        NOON,
        1,
        null);
  }

  private static JudgementRevision judged(String access, int revision, Verdict later) {
    return new JudgementRevision(
        "event-" + revision,
        access,
        revision,
        NOON,
        new JudgementRevision.Answer(Verdict.FLAGGED, List.of(), List.of("after-ending")),
        new JudgementRevision.Answer(
            later,
            later == Verdict.EXPLAINED ? List.of("allocated-worker/WEAK") : List.of(),
            later == Verdict.EXPLAINED ? List.of() : List.of("after-ending")),
        List.of("worker-facts"),
        "abc",
        null);
  }

  private static Narrative told() {
    Alerts alert =
        anAlert("a").by(WORKER).on(CLIENT).because("case-closed-days=214", "grace-days=30");
    return ConcernNarrative.tell(
        concern(ConcernKind.CONDUCT),
        List.of(alert.standing()),
        List.of(),
        List.of(judged("access-a", 1, Verdict.FLAGGED), judged("access-a", 2, Verdict.EXPLAINED)));
  }

  @Test
  void itTellsWhatHappenedByReference() {
    assertThat(told().whatHappened())
        .containsExactly(
            "On 20 November 2026 at 12:00:00 UTC worker W-00000002 opened a case note of client"
                + " C-ABCD1234.");
  }

  @Test
  void itTellsTheRuleWithItsValuesAndItsBasis() {
    assertThat(told().whyFlagged())
        .singleElement()
        .satisfies(
            ground -> {
              assertThat(ground.reasons())
                  .containsExactly(
                      "The case had been closed for 214 days.",
                      "Follow-up time allowed by the rule pack: 30 days.");
              assertThat(ground.basis()).contains("NASW Code of Ethics 1.16");
            });
  }

  @Test
  void itKeepsWhatWasKnownApartFromWhatCameLater() {
    assertThat(told().asKnown())
        .containsExactly(
            "At that moment no reason was on record. Concern: opened after the work had ended."
                + " Verdict: flagged (revision 2).");
    assertThat(told().asItWas())
        .singleElement()
        .asString()
        .startsWith("With what was recorded since, a reason for the access is on record: ")
        .contains("the worker was allocated to the client (weak: recorded by the")
        .contains("Verdict: reason on record (revision 2)");
  }

  @Test
  void itNeverCallsAnAccessLegitimateNorAPersonGuilty() {
    for (ConcernKind kind : ConcernKind.values()) {
      String all =
          ConcernNarrative.tell(
                  concern(kind), List.of(anAlert("a").standing()), List.of(), List.of())
              .toString()
              .toLowerCase(java.util.Locale.ROOT);
      assertThat(all)
          .doesNotContain("legitimate")
          .doesNotContain("guilty")
          .doesNotContain("violat")
          .doesNotContain("snoop");
    }
  }

  @Test
  void whatHoldsOnlyLaterIsAboutTheRecord() {
    Narrative told =
        ConcernNarrative.tell(
            concern(ConcernKind.MEND_RECORD),
            List.of(anAlert("a").standing()),
            List.of(),
            List.of());
    assertThat(told.heading()).endsWith("mend the record");
    assertThat(told.whatItMeans()).anyMatch(line -> line.contains("nothing about the conduct"));
    assertThat(told.asKnown()).containsExactly("The judgement has not arrived here yet.");
  }

  @Test
  void aReasonNewerThanTheListIsSpelledOut() {
    assertThat(Words.reason("moon-phase=FULL_MOON")).isEqualTo("Moon phase: full moon.");
    assertThat(Words.reason("case-closed-days=1")).isEqualTo("The case had been closed for 1 day.");
    assertThat(Words.reason("odd")).isEqualTo("Odd.");
  }

  @Test
  void whatIsSaidOfOneOfSeveralAccessesSaysOfWhich() {
    Alerts first = anAlert("a").by(WORKER).on(CLIENT);
    Alerts second = anAlert("b").by(WORKER).on(CLIENT).at(NOON.plusSeconds(1));
    Narrative told =
        ConcernNarrative.tell(
            concern(ConcernKind.CONDUCT),
            List.of(second.withdrawnInRevision(2), first.standing()),
            List.of(),
            List.of(
                judged("access-a", 1, Verdict.FLAGGED), judged("access-b", 1, Verdict.FLAGGED)));

    assertThat(told.whatHappened())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("Access 1: on 20 November 2026 at 12:00:00 UTC"),
            two -> assertThat(two).startsWith("Access 2: on 20 November 2026 at 12:00:01 UTC"));
    for (List<String> answers : List.of(told.asKnown(), told.asItWas())) {
      assertThat(answers)
          .satisfiesExactly(
              one -> assertThat(one).startsWith("Access 1, 20 Nov 2026, 12:00:00. "),
              two -> assertThat(two).startsWith("Access 2, 20 Nov 2026, 12:00:01. "));
    }
    assertThat(told.whyFlagged())
        .extracting(Narrative.Ground::access, Narrative.Ground::withdrawn)
        .containsExactlyInAnyOrder(
            tuple("Access 1, 20 Nov 2026, 12:00:00", null),
            tuple(
                "Access 2, 20 Nov 2026, 12:00:01",
                "Revision 2 of the judgement no longer holds this."));
  }

  @Test
  void severalAlertsOfOneAccessTellItsJudgementOnce() {
    Alert twin =
        new Alerts(
                "b", "no-relationship", WORKER, CLIENT, Severity.HIGH, 1, 1, true, NOON, List.of())
            .alertOf("access-a");
    Narrative told =
        ConcernNarrative.tell(
            concern(ConcernKind.CONDUCT),
            List.of(anAlert("a").standing(), new Member(twin, null, twin.kind())),
            List.of(),
            List.of(judged("access-a", 1, Verdict.FLAGGED)));

    assertThat(told.whyFlagged()).hasSize(2);
    assertThat(told.asKnown())
        .singleElement()
        .satisfies(sentence -> assertThat(sentence).doesNotContain("Access"));
  }

  @Test
  void itTellsTheStatedPurposeWhatWasOpenedAndThatItWasLetIn() {
    Alerts alert = anAlert("a").by(WORKER).on(CLIENT);
    for (Origin origin : List.of(Origin.ACCESS_SERVICE, Origin.FOREIGN_SYSTEM)) {
      Observed observed =
          new Observed(
              "access-a",
              "event",
              Purpose.DIRECT_CARE,
              "01930000-0000-7000-8000-0000feed5678",
              origin);
      assertThat(
              ConcernNarrative.tell(
                      concern(ConcernKind.CONDUCT),
                      List.of(alert.standing()),
                      List.of(observed),
                      List.of())
                  .whatHappened())
          .containsExactly(
              "On 20 November 2026 at 12:00:00 UTC worker W-00000002 opened a case note"
                  + " (R-FEED5678) of client C-ABCD1234. Stated purpose: direct care. It was let"
                  + " in"
                  + (origin == Origin.FOREIGN_SYSTEM
                      ? " by another system, which reported it."
                      : "."));
    }
  }
}

package org.casenotesaudit.alerts.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.console.ConcernPage.Moment;
import org.casenotesaudit.alerts.console.ConcernPage.Timeline;
import org.casenotesaudit.alerts.store.ConcernRecord.Happening;
import org.casenotesaudit.alerts.store.ConcernRecord.HistoryEntry;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.Test;

class ConcernTimelineTest {

  private static final WorkerId OMAR = new WorkerId("omar-0001");
  private static final WorkerId PETRA = new WorkerId("petra-0002");
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

  private static HistoryEntry at(int minute, WorkerId who, Happening what) {
    return new HistoryEntry(
        NINE.plusSeconds(60L * minute), who, what, null, null, what + "-" + minute);
  }

  private static Timeline seenByOmar(HistoryEntry... history) {
    return ConcernTimeline.of(List.of(), List.of(history), OMAR);
  }

  @Test
  void looksStandApartFromWhatWasDoneAndNoneIsLost() {
    Timeline timeline =
        seenByOmar(
            at(1, OMAR, Happening.VIEWED),
            at(2, OMAR, Happening.ASSIGNED),
            at(3, OMAR, Happening.VIEWED),
            at(4, PETRA, Happening.VIEWED),
            at(5, PETRA, Happening.NAME_SHOWN));

    assertThat(timeline.steps())
        .extracting(Moment::eventId)
        .containsExactly("ASSIGNED-2", "NAME_SHOWN-5");
    assertThat(timeline.looks().moments())
        .extracting(Moment::eventId)
        .containsExactly("VIEWED-1", "VIEWED-3", "VIEWED-4");
    assertThat(timeline.looks().moments())
        .extracting(Moment::who)
        .containsExactly("you", "you", "W-ETRA0002");
  }

  @Test
  void oneLineSaysHowOftenByHowManyAndWhen() {
    assertThat(summary()).isNull();
    assertThat(summary(at(1, OMAR, Happening.VIEWED)))
        .isEqualTo("Looked at once, 1 Mar 2026, 09:01:00");
    assertThat(summary(at(1, OMAR, Happening.VIEWED), at(7, OMAR, Happening.VIEWED)))
        .isEqualTo(
            "Looked at 2 times by one person, first 1 Mar 2026, 09:01:00, last 1 Mar 2026,"
                + " 09:07:00");
    assertThat(
            summary(
                at(9, OMAR, Happening.VIEWED),
                at(1, OMAR, Happening.VIEWED),
                at(7, PETRA, Happening.VIEWED)))
        .isEqualTo(
            "Looked at 3 times by 2 people, first 1 Mar 2026, 09:01:00, last 1 Mar 2026, 09:09:00");
  }

  private static String summary(HistoryEntry... looks) {
    return Stream.ofNullable(seenByOmar(looks).looks())
        .map(ConcernPage.Looks::summary)
        .findFirst()
        .orElse(null);
  }

  private static Member alertOf(String access, Instant accessAt, Instant raisedAt) {
    Alert alert =
        new Alert(
            "alert-of-" + access,
            "event",
            "judgement",
            access,
            OMAR,
            null,
            1,
            "after-ending",
            Severity.HIGH,
            700,
            true,
            List.of(),
            List.of(),
            RecordKind.VIDEO,
            Action.VIEW,
            accessAt,
            List.of(),
            raisedAt);
    return new Member(alert, null, alert.kind());
  }

  private static HistoryEntry ofAlert(Instant at, Happening what, String access) {
    return new HistoryEntry(at, null, what, "alert-of-" + access, null, null);
  }

  @Test
  void anAlertNeverComesBeforeItsAccessNorAConcernBeforeItsAlert() {
    Timeline timeline =
        ConcernTimeline.of(
            // Raised on the arrival of a fact that was on record before the access.
            List.of(alertOf("a", NINE, NINE.minusMillis(142))),
            List.of(ofAlert(NINE.minusMillis(20), Happening.OPENED, "a")),
            OMAR);

    assertThat(timeline.steps())
        .extracting(Moment::what)
        .containsExactly(
            "The access: opened a video.",
            "Alert raised: Opened after the work had ended.",
            "Concern opened.");
    assertThat(timeline.steps().get(1).at()).isEqualTo(timeline.steps().get(0).at());
  }

  @Test
  void whatIsAboutOneOfSeveralAccessesSaysOfWhich() {
    Timeline timeline =
        ConcernTimeline.of(
            List.of(
                alertOf("b", NINE.plusSeconds(5), NINE.plusSeconds(6)), alertOf("a", NINE, NINE)),
            List.of(
                ofAlert(NINE.plusSeconds(7), Happening.ALERT_JOINED, "b"),
                ofAlert(NINE.plusSeconds(8), Happening.ALERT_WITHDRAWN, "a")),
            OMAR);

    assertThat(timeline.steps())
        .extracting(Moment::what)
        .containsExactly(
            "Access 1: opened a video.",
            "Alert raised for access 1: Opened after the work had ended.",
            "Access 2: opened a video.",
            "Alert raised for access 2: Opened after the work had ended.",
            "An alert of access 2 joined.",
            "An alert of access 1 was withdrawn: a later revision no longer holds it.");
  }
}

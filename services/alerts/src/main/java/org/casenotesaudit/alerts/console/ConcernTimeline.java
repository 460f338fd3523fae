package org.casenotesaudit.alerts.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.RuleText;
import org.casenotesaudit.alerts.concern.Words;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.console.ConcernPage.Looks;
import org.casenotesaudit.alerts.console.ConcernPage.Moment;
import org.casenotesaudit.alerts.console.ConcernPage.Timeline;
import org.casenotesaudit.alerts.store.ConcernRecord.Happening;
import org.casenotesaudit.alerts.store.ConcernRecord.HistoryEntry;
import org.casenotesaudit.events.Resolution;

/**
 * What happened in a concern, in the order of time. Each opening of the page is a look on record,
 * so looks would soon hide the steps that decide something: they stand apart, each of them still
 * there.
 */
final class ConcernTimeline {

  private ConcernTimeline() {}

  static Timeline of(List<Member> members, List<HistoryEntry> history, WorkerId viewer) {
    List<HistoryEntry> looks =
        history.stream()
            .filter(entry -> entry.what() == Happening.VIEWED)
            .sorted(Comparator.comparing(HistoryEntry::at))
            .toList();
    return new Timeline(
        steps(members, history, viewer), looks.isEmpty() ? null : looks(looks, viewer));
  }

  private static Looks looks(List<HistoryEntry> looks, WorkerId viewer) {
    String last = Words.shortTimeToTheSecond(looks.getLast().at());
    long people = looks.stream().map(HistoryEntry::actor).distinct().count();
    String summary =
        looks.size() == 1
            ? "Looked at once, " + last
            : "Looked at %d times by %s, first %s, last %s"
                .formatted(
                    looks.size(),
                    people == 1 ? "one person" : people + " people",
                    Words.shortTimeToTheSecond(looks.getFirst().at()),
                    last);
    return new Looks(summary, looks.stream().map(look -> moment(look, viewer)).toList());
  }

  private static List<Moment> steps(
      List<Member> members, List<HistoryEntry> history, WorkerId viewer) {
    List<At> moments = new ArrayList<>();
    Set<String> accesses = new HashSet<>();
    for (Member member : members) {
      Alert alert = member.alert();
      // Several alerts of one access tell of it once; two accesses that look alike stay two.
      if (accesses.add(alert.accessId())) {
        moments.add(
            new At(
                alert.accessAt(),
                new Moment(
                    Words.shortTimeToTheSecond(alert.accessAt()),
                    Reference.of(alert.worker()),
                    "The access: "
                        + Words.did(alert.action())
                        + " "
                        + Words.what(alert.recordKind())
                        + ".",
                    null,
                    null)));
      }
      moments.add(
          new At(
              alert.raisedAt(),
              new Moment(
                  Words.shortTimeToTheSecond(alert.raisedAt()),
                  "the rule pack",
                  "Alert raised: " + RuleText.of(alert.ruleId()).title() + since(member),
                  null,
                  alert.eventId())));
    }
    for (HistoryEntry entry : history) {
      if (entry.what() != Happening.VIEWED) {
        moments.add(new At(entry.at(), moment(entry, viewer)));
      }
    }
    return moments.stream().sorted(Comparator.comparing(At::at)).map(At::moment).toList();
  }

  private static String since(Member member) {
    if (member.moved()) {
      return " (now in another concern).";
    }
    return member.withdrawn() ? " (withdrawn since)." : ".";
  }

  private record At(Instant at, Moment moment) {}

  private static Moment moment(HistoryEntry entry, WorkerId viewer) {
    return new Moment(
        Words.shortTimeToTheSecond(entry.at()),
        entry.actor() == null ? "the console" : person(entry.actor(), viewer).replace("You", "you"),
        what(entry, viewer),
        entry.words(),
        entry.eventId());
  }

  private static String what(HistoryEntry entry, WorkerId viewer) {
    return switch (entry.what()) {
      case OPENED -> "Concern opened.";
      case ALERT_JOINED -> "Another alert joined.";
      case ALERT_WITHDRAWN -> "An alert was withdrawn: a later revision no longer holds it.";
      case ALERT_MOVED ->
          "An alert left: a later revision holds it for something else, in another concern.";
      case CLOSED_AS_WITHDRAWN -> "Closed: no alert in it stands any more.";
      case OPENED_AGAIN_BY_ALERT -> "Opened again: an alert was raised.";
      case VIEWED -> "Looked at this concern.";
      case NAME_SHOWN -> "Was shown the client's name.";
      case REASON_SHOWN -> "Read why glass was broken.";
      case ASSIGNED ->
          entry.detail() == null
              ? "Released it: nobody is assigned."
              : "Assigned it to "
                  + QueuePages.assignee(new WorkerId(entry.detail()), viewer).replace("You", "you")
                  + ".";
      case COMMENTED -> "Commented.";
      case RESOLVED ->
          "Resolved as: "
              + Words.resolution(
                  Resolution.valueOf(entry.detail() == null ? "UNKNOWN" : entry.detail()))
              + ".";
      case REOPENED -> "Opened again.";
    };
  }

  /** How a worker is called on the page of this viewer. */
  static String person(WorkerId worker, WorkerId viewer) {
    return worker.equals(viewer) ? "You" : Reference.of(worker);
  }
}

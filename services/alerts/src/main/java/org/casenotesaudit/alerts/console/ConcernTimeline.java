package org.casenotesaudit.alerts.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.alerts.concern.AccessNumbers;
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
import org.jspecify.annotations.Nullable;

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
    return new Looks(summary, looks.stream().map(look -> look(look, viewer)).toList());
  }

  private static List<Moment> steps(
      List<Member> members, List<HistoryEntry> history, WorkerId viewer) {
    AccessNumbers accesses = AccessNumbers.of(members);
    List<At> moments = new ArrayList<>();
    // Several alerts of one access tell of it once; two accesses that look alike stay two.
    for (Alert access : accesses.inOrder()) {
      moments.add(new At(access.accessAt(), accessed(access, accesses)));
    }
    Map<String, Alert> alerts = new HashMap<>();
    for (Member member : members) {
      alerts.put(member.alert().alertId(), member.alert());
      moments.add(new At(raisedAt(member.alert()), raised(member, accesses)));
    }
    for (HistoryEntry entry : history) {
      if (entry.what() != Happening.VIEWED) {
        Alert alert = entry.detail() == null ? null : alerts.get(entry.detail());
        moments.add(new At(notBefore(alert, entry.at()), moment(entry, alert, accesses, viewer)));
      }
    }
    // Stable: at one instant an access stands before its alerts, and they before what followed.
    return moments.stream().sorted(Comparator.comparing(At::at)).map(At::moment).toList();
  }

  /**
   * An alert takes its time from the event on whose arrival it was raised, which may be a fact that
   * was on record before the access: it was raised no earlier than its access happened.
   */
  private static Instant raisedAt(Alert alert) {
    return latest(alert.accessAt(), alert.raisedAt());
  }

  /** Clocks of several machines: what was done about an alert came after it. */
  private static Instant notBefore(@Nullable Alert alert, Instant at) {
    return alert == null ? at : latest(raisedAt(alert), at);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Moment accessed(Alert access, AccessNumbers accesses) {
    return new Moment(
        Words.shortTimeToTheSecond(access.accessAt()),
        Reference.of(access.worker()),
        (accesses.areSeveral() ? "Access " + accesses.of(access.accessId()) : "The access")
            + ": "
            + Words.did(access.action())
            + " "
            + Words.what(access.recordKind())
            + ".",
        null,
        null);
  }

  private static Moment raised(Member member, AccessNumbers accesses) {
    Alert alert = member.alert();
    return new Moment(
        Words.shortTimeToTheSecond(raisedAt(alert)),
        "the rule pack",
        "Alert raised"
            + ofAccess(" for", alert, accesses)
            + ": "
            + RuleText.of(alert.ruleId()).title()
            + since(member),
        null,
        alert.eventId());
  }

  /** Which access an alert is of, where there are several. */
  private static String ofAccess(
      String preposition, @Nullable Alert alert, AccessNumbers accesses) {
    return alert == null || !accesses.areSeveral()
        ? ""
        : preposition + " access " + accesses.of(alert.accessId());
  }

  private static String since(Member member) {
    if (member.moved()) {
      return " (now in another concern).";
    }
    return member.withdrawn() ? " (withdrawn since)." : ".";
  }

  private record At(Instant at, Moment moment) {}

  private static Moment look(HistoryEntry entry, WorkerId viewer) {
    return moment(entry, null, AccessNumbers.of(List.of()), viewer);
  }

  private static Moment moment(
      HistoryEntry entry, @Nullable Alert alert, AccessNumbers accesses, WorkerId viewer) {
    return new Moment(
        Words.shortTimeToTheSecond(entry.at()),
        entry.actor() == null ? "the console" : person(entry.actor(), viewer).replace("You", "you"),
        what(entry, ofAccess(" of", alert, accesses), viewer),
        entry.words(),
        entry.eventId());
  }

  private static String what(HistoryEntry entry, String ofAccess, WorkerId viewer) {
    return switch (entry.what()) {
      case OPENED -> "Concern opened.";
      case ALERT_JOINED ->
          (ofAccess.isEmpty() ? "Another alert" : "An alert" + ofAccess) + " joined.";
      case ALERT_WITHDRAWN ->
          "An alert" + ofAccess + " was withdrawn: a later revision no longer holds it.";
      case ALERT_MOVED ->
          "An alert"
              + ofAccess
              + " left: a later revision holds it for something else, in another concern.";
      case CLOSED_AS_WITHDRAWN -> "Closed: no alert in it stands any more.";
      case OPENED_AGAIN_BY_ALERT -> "Opened again: an alert" + ofAccess + " was raised.";
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
      case RESOLVED -> "Resolved as: " + Words.resolution(resolution(entry)) + ".";
      case REOPENED -> "Opened again: nobody is assigned.";
    };
  }

  private static Resolution resolution(HistoryEntry entry) {
    return Resolution.valueOf(entry.detail() == null ? "UNKNOWN" : entry.detail());
  }

  /** How a worker is called on the page of this viewer. */
  static String person(WorkerId worker, WorkerId viewer) {
    return worker.equals(viewer) ? "You" : Reference.of(worker);
  }
}

package org.casenotesaudit.alerts.console;

import io.micronaut.security.authentication.Authentication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernKind;
import org.casenotesaudit.alerts.concern.ConcernNarrative;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.RuleFamily;
import org.casenotesaudit.alerts.concern.RuleText;
import org.casenotesaudit.alerts.concern.VerdictText;
import org.casenotesaudit.alerts.concern.Words;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.console.ConcernPage.Actions;
import org.casenotesaudit.alerts.console.ConcernPage.Choice;
import org.casenotesaudit.alerts.console.ConcernPage.Fact;
import org.casenotesaudit.alerts.console.ConcernPage.Form;
import org.casenotesaudit.alerts.console.ConcernPage.Moment;
import org.casenotesaudit.alerts.console.ConcernPage.Revision;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls.ClientName;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls.StatedReason;
import org.casenotesaudit.alerts.review.ConcernFile;
import org.casenotesaudit.alerts.store.ConcernRecord.HistoryEntry;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Resolution;
import org.jspecify.annotations.Nullable;

/** Makes the page of one concern out of what lies in it. */
final class ConcernPages {

  /** What comes with a page besides the concern: the last step's outcome. */
  record Beside(
      @Nullable ClientName name,
      List<StatedReason> reasons,
      ConcernPage.@Nullable Error error,
      @Nullable String done,
      String resolution,
      String text,
      String comment) {
    static Beside nothing() {
      return new Beside(null, List.of(), null, null, "", "", "");
    }

    static Beside done(@Nullable String sentence) {
      return new Beside(null, List.of(), null, sentence, "", "", "");
    }

    static Beside named(ClientName name) {
      return new Beside(name, List.of(), null, null, "", "", "");
    }

    static Beside stated(List<StatedReason> reasons) {
      return new Beside(null, reasons, null, null, "", "", "");
    }

    /** What the person wrote, so that a mistake does not lose it. */
    static Beside written(String resolution, String text, String comment) {
      return new Beside(null, List.of(), null, null, resolution, text, comment);
    }

    Beside with(ConcernPage.Error mistake) {
      return new Beside(name, reasons, mistake, done, resolution, text, comment);
    }
  }

  private ConcernPages() {}

  static ConcernPage of(Authentication who, ConcernFile file, Beside beside) {
    Concern concern = file.concern();
    WorkerId viewer = new WorkerId(who.getName());
    String reference = Reference.of(concern.id());
    return new ConcernPage(
        Frame.forPerson((beside.error() == null ? "" : "Error: ") + "Concern " + reference, who),
        concern.id().toString(),
        reference,
        Tags.of(concern.severity()),
        Tags.of(concern.status()),
        concern.kind() == ConcernKind.MEND_RECORD,
        facts(concern, viewer),
        ConcernNarrative.tell(concern, file.members(), file.judgements()),
        revisions(file),
        timeline(file, viewer),
        file.comments().stream()
            .map(
                comment ->
                    new Moment(
                        Words.shortTime(comment.writtenAt()),
                        person(comment.author(), viewer),
                        "",
                        comment.words(),
                        null))
            .toList(),
        actions(concern, file, viewer),
        beside.name() == null
            ? null
            : new ConcernPage.Name(
                beside.name().givenName() + " " + beside.name().familyName(),
                beside.name().accessId()),
        beside.reasons().stream()
            .map(
                stated ->
                    new ConcernPage.Reason(
                        Words.breakGlassReason(stated.reasonCode()),
                        stated.reason(),
                        Words.shortTime(stated.statedAt()),
                        Words.shortTime(stated.validUntil()),
                        stated.accessId()))
            .toList(),
        beside.error(),
        beside.done(),
        new Form(
            beside.resolution(), beside.text(), beside.comment(), choices(beside.resolution())));
  }

  private static Actions actions(Concern concern, ConcernFile file, WorkerId viewer) {
    boolean unsettled =
        switch (concern.status()) {
          case OPEN, IN_REVIEW -> true;
          case RESOLVED, WITHDRAWN -> false;
        };
    return new Actions(
        unsettled && !viewer.equals(concern.assignee()),
        unsettled && viewer.equals(concern.assignee()),
        unsettled,
        concern.status() == ConcernStatus.RESOLVED,
        concern.client() != null,
        concern.client() != null
            && file.members().stream()
                .anyMatch(
                    member -> RuleFamily.of(member.alert().ruleId()) == RuleFamily.BREAK_GLASS));
  }

  private static List<Fact> facts(Concern concern, WorkerId viewer) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Client", concern.client() == null ? "None" : Reference.of(concern.client()), null));
    facts.add(new Fact("Worker", Reference.of(concern.worker()), null));
    facts.add(new Fact("Alerts", QueuePages.alerts(concern), null));
    facts.add(new Fact("Score", concern.score() + " of 1000", null));
    facts.add(new Fact("Assigned to", QueuePages.assignee(concern.assignee(), viewer), null));
    if (concern.resolution() != null) {
      facts.add(new Fact("Resolution", Words.resolution(concern.resolution()), null));
    }
    if (concern.follows() != null) {
      facts.add(
          new Fact(
              "Follows",
              Reference.of(concern.follows()) + ", which was settled before",
              "/concerns/" + concern.follows()));
    }
    return facts;
  }

  private static List<Revision> revisions(ConcernFile file) {
    return file.judgements().stream().map(revision -> revision(file, revision)).toList();
  }

  private static Revision revision(ConcernFile file, JudgementRevision revision) {
    Optional<Alert> judged =
        file.members().stream()
            .map(Member::alert)
            .filter(alert -> alert.accessId().equals(revision.accessId()))
            .findFirst();
    RecordKind kind = judged.map(Alert::recordKind).orElse(RecordKind.UNKNOWN);
    return new Revision(
        judged.map(alert -> Words.shortTimeToTheSecond(alert.accessAt())).orElse(""),
        revision.revision(),
        Words.shortTimeToTheSecond(revision.judgedAt()),
        VerdictText.inBrief(revision.known(), kind),
        VerdictText.inBrief(revision.later(), kind),
        revision.triggeredByEventId() == null ? "First judgement" : "A fact recorded later",
        revision.eventId(),
        revision.packDigest().substring(0, Math.min(12, revision.packDigest().length())));
  }

  private static List<Moment> timeline(ConcernFile file, WorkerId viewer) {
    List<At> moments = new ArrayList<>();
    Set<String> accesses = new HashSet<>();
    for (Member member : file.members()) {
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
    for (HistoryEntry entry : file.history()) {
      moments.add(new At(entry.at(), moment(entry, viewer)));
    }
    return moments.stream().sorted(java.util.Comparator.comparing(At::at)).map(At::moment).toList();
  }

  private static String since(Member member) {
    if (member.moved()) {
      return " (now in another concern).";
    }
    return member.withdrawn() ? " (withdrawn since)." : ".";
  }

  private record At(java.time.Instant at, Moment moment) {}

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

  private static String person(WorkerId worker, WorkerId viewer) {
    return worker.equals(viewer) ? "You" : Reference.of(worker);
  }

  private static List<Choice> choices(String chosen) {
    return Arrays.stream(Resolution.values())
        .filter(resolution -> resolution != Resolution.UNKNOWN)
        .map(
            resolution ->
                new Choice(
                    resolution.name(),
                    Words.resolution(resolution),
                    hint(resolution),
                    resolution.name().equals(chosen)))
        .toList();
  }

  private static String hint(Resolution resolution) {
    return switch (resolution) {
      case REASON_CONFIRMED -> "You found a reason for the access and it holds.";
      case POLICY_BREACH -> "The access was against policy. Text needed.";
      case TRAINING_NEED -> "The policy was not understood; talk and training follow.";
      case FALSE_POSITIVE -> "The rule should not have held. Text needed; the rules learn from it.";
      case DUPLICATE -> "It is settled with another concern.";
      case DATA_ERROR -> "A fact was missing or wrong; the record is being mended.";
      case UNKNOWN -> "";
    };
  }
}

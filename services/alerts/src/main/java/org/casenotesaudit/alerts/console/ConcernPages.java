package org.casenotesaudit.alerts.console;

import io.micronaut.security.authentication.Authentication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.concern.AccessNumbers;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernKind;
import org.casenotesaudit.alerts.concern.ConcernNarrative;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.RevisionText;
import org.casenotesaudit.alerts.concern.RuleFamily;
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
import org.casenotesaudit.alerts.store.ConcernRecord.Happening;
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
        ConcernNarrative.tell(concern, file.members(), file.observed(), file.judgements()),
        revisions(file),
        ConcernTimeline.of(file.members(), file.history(), viewer),
        file.comments().stream()
            .map(
                comment ->
                    new Moment(
                        Words.shortTime(comment.writtenAt()),
                        ConcernTimeline.person(comment.author(), viewer),
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

  /** How a concern stands, by whom and since when, in one sentence. */
  static String stands(ConcernFile file, WorkerId viewer) {
    Concern concern = file.concern();
    return switch (concern.status()) {
      case RESOLVED ->
          "This concern is resolved already"
              + last(file, Happening.RESOLVED)
                  .map(
                      entry ->
                          by(entry, viewer)
                              + (concern.resolution() == null
                                  ? ""
                                  : ", as: " + Words.resolution(concern.resolution())))
                  .orElse("")
              + ".";
      case WITHDRAWN ->
          "This concern is closed: no alert in it stands any more"
              + last(file, Happening.CLOSED_AS_WITHDRAWN)
                  .map(entry -> ", since " + Words.shortTimeToTheSecond(entry.at()))
                  .orElse("")
              + ".";
      case OPEN, IN_REVIEW ->
          "This concern is open already"
              + last(file, Happening.REOPENED)
                  .map(entry -> ", opened again" + by(entry, viewer))
                  .orElse("")
              + ".";
    };
  }

  private static Optional<HistoryEntry> last(ConcernFile file, Happening what) {
    return file.history().stream()
        .filter(entry -> entry.what() == what)
        .reduce((earlier, later) -> later);
  }

  private static String by(HistoryEntry entry, WorkerId viewer) {
    return (entry.actor() == null
            ? ""
            : " by " + ConcernTimeline.person(entry.actor(), viewer).replace("You", "you"))
        + " on "
        + Words.shortTimeToTheSecond(entry.at());
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
    AccessNumbers accesses = AccessNumbers.of(file.members());
    return accesses.inOrder().stream()
        .flatMap(access -> revisions(access, accesses, file.judgements()))
        .toList();
  }

  private static Stream<Revision> revisions(
      Alert access, AccessNumbers accesses, List<JudgementRevision> judgements) {
    List<JudgementRevision> revisions =
        judgements.stream()
            .filter(judgement -> judgement.accessId().equals(access.accessId()))
            .sorted(Comparator.comparingInt(JudgementRevision::revision))
            .toList();
    return IntStream.range(0, revisions.size())
        .mapToObj(
            at ->
                revision(
                    access, accesses, at == 0 ? null : revisions.get(at - 1), revisions.get(at)));
  }

  private static Revision revision(
      Alert access,
      AccessNumbers accesses,
      @Nullable JudgementRevision before,
      JudgementRevision revision) {
    RecordKind kind = access.recordKind();
    return new Revision(
        accesses.areSeveral()
            ? accesses.named(access)
            : Words.shortTimeToTheSecond(access.accessAt()),
        revision.revision(),
        Words.shortTimeToTheSecond(revision.judgedAt()),
        VerdictText.inBrief(revision.known(), kind),
        VerdictText.inBrief(revision.later(), kind),
        RevisionText.why(access.accessAt(), before, revision),
        revision.eventId(),
        revision.packDigest().substring(0, Math.min(12, revision.packDigest().length())));
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
      case FALSE_POSITIVE -> "The rule should not have held. Text needed: it says why.";
      case DUPLICATE -> "It is settled with another concern.";
      case DATA_ERROR -> "A fact was missing or wrong; the record is being mended.";
      case UNKNOWN -> "";
    };
  }
}

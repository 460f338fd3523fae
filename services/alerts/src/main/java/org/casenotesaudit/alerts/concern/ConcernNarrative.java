package org.casenotesaudit.alerts.concern;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a concern from its codes. It says what is on record and what is not; it never says that an
 * access was proper, nor that somebody did wrong.
 */
public final class ConcernNarrative {

  private ConcernNarrative() {}

  /**
   * @param members the alerts, in order of access
   * @param observed what was observed of those accesses, as far as it arrived
   * @param judgements revisions of the judgements of those accesses, as far as they arrived
   */
  public static Narrative tell(
      Concern concern,
      List<Member> members,
      List<Observed> observed,
      List<JudgementRevision> judgements) {
    AccessNumbers accesses = AccessNumbers.of(members);
    return new Narrative(
        heading(concern),
        whatHappened(concern, accesses, observed),
        members.stream().map(member -> ground(member, accesses)).toList(),
        answers(accesses, judgements, true),
        answers(accesses, judgements, false),
        whatItMeans(concern));
  }

  private static String heading(Concern concern) {
    return switch (concern.kind()) {
      case CONDUCT -> concern.family().heading();
      case MEND_RECORD -> concern.family().heading() + ": mend the record";
    };
  }

  private static List<String> whatHappened(
      Concern concern, AccessNumbers accesses, List<Observed> observed) {
    Map<String, Observed> byAccess =
        observed.stream().collect(Collectors.toMap(Observed::accessId, one -> one));
    return accesses.inOrder().stream()
        .map(
            alert ->
                "%sn %s worker %s %s %s%s%s.%s"
                    .formatted(
                        accesses.areSeveral()
                            ? "Access " + accesses.of(alert.accessId()) + ": o"
                            : "O",
                        Words.time(alert.accessAt()),
                        Reference.of(concern.worker()),
                        Words.did(alert.action()),
                        Words.what(alert.recordKind()),
                        reference(byAccess.get(alert.accessId())),
                        concern.client() == null
                            ? ""
                            : " of client " + Reference.of(concern.client()),
                        told(byAccess.get(alert.accessId()))))
        .toList();
  }

  private static String reference(@Nullable Observed observed) {
    return observed == null || observed.recordId() == null
        ? ""
        : " (" + Reference.ofRecord(observed.recordId()) + ")";
  }

  private static String told(@Nullable Observed observed) {
    return observed == null ? "" : observed.told();
  }

  private static Narrative.Ground ground(Member member, AccessNumbers accesses) {
    RuleText text = RuleText.of(member.alert().ruleId());
    return new Narrative.Ground(
        member.alert().ruleId(),
        text.title(),
        text.meaning(),
        member.alert().reasons().stream().map(Words::reason).toList(),
        text.basis(),
        accesses.named(member.alert()),
        withdrawn(member));
  }

  private static @Nullable String withdrawn(Member member) {
    if (member.moved()) {
      return "A later revision holds this for something else: it stands in another concern now.";
    }
    return member.withdrawn() && member.withdrawal() != null
        ? "Revision " + member.withdrawal().revision() + " of the judgement no longer holds this."
        : null;
  }

  private static List<String> answers(
      AccessNumbers accesses, List<JudgementRevision> judgements, boolean asKnown) {
    Map<String, JudgementRevision> last =
        judgements.stream()
            .collect(
                Collectors.toMap(
                    JudgementRevision::accessId,
                    revision -> revision,
                    (one, other) -> one.revision() >= other.revision() ? one : other));
    return accesses.inOrder().stream()
        .map(
            alert ->
                (accesses.areSeveral() ? accesses.named(alert) + ". " : "")
                    + answer(alert, last.get(alert.accessId()), asKnown))
        .toList();
  }

  private static String answer(
      Alert alert, @Nullable JudgementRevision judgement, boolean asKnown) {
    return judgement == null
        ? "The judgement has not arrived here yet."
        : VerdictText.told(judgement, asKnown, alert.recordKind());
  }

  private static List<String> whatItMeans(Concern concern) {
    return switch (concern.kind()) {
      case CONDUCT ->
          List.of(
              "A concern is a question, not a finding. A person decides it.",
              "Only what was known at the moment of access bears on the worker.",
              "A reason on record makes an access plausible. It does not show that the access was"
                  + " proper, or that what was read was used properly.");
      case MEND_RECORD ->
          List.of(
              "This holds only in the light of facts recorded later. It says nothing about the"
                  + " conduct of the worker.",
              "What to do: stop the use if it goes on, and mend the record.");
    };
  }
}

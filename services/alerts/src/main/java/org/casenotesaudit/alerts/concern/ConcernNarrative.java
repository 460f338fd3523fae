package org.casenotesaudit.alerts.concern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
   * @param judgements revisions of the judgements of those accesses, as far as they arrived
   */
  public static Narrative tell(
      Concern concern, List<Member> members, List<JudgementRevision> judgements) {
    return new Narrative(
        heading(concern),
        whatHappened(concern, members),
        members.stream().map(ConcernNarrative::ground).distinct().toList(),
        answers(members, judgements, true),
        answers(members, judgements, false),
        whatItMeans(concern));
  }

  private static String heading(Concern concern) {
    return switch (concern.kind()) {
      case CONDUCT -> concern.family().heading();
      case MEND_RECORD -> concern.family().heading() + ": mend the record";
    };
  }

  private static List<String> whatHappened(Concern concern, List<Member> members) {
    Map<String, Alert> accesses = new LinkedHashMap<>();
    members.forEach(member -> accesses.putIfAbsent(member.alert().accessId(), member.alert()));
    return accesses.values().stream()
        .map(
            alert ->
                "On %s worker %s %s %s%s."
                    .formatted(
                        Words.time(alert.accessAt()),
                        Reference.of(concern.worker()),
                        Words.did(alert.action()),
                        Words.what(alert.recordKind()),
                        concern.client() == null
                            ? ""
                            : " of client " + Reference.of(concern.client())))
        .toList();
  }

  private static Narrative.Ground ground(Member member) {
    RuleText text = RuleText.of(member.alert().ruleId());
    return new Narrative.Ground(
        member.alert().ruleId(),
        text.title(),
        text.meaning(),
        member.alert().reasons().stream().map(Words::reason).toList(),
        text.basis(),
        member.withdrawn());
  }

  private static List<String> answers(
      List<Member> members, List<JudgementRevision> judgements, boolean asKnown) {
    Map<String, JudgementRevision> last =
        judgements.stream()
            .collect(
                Collectors.toMap(
                    JudgementRevision::accessId,
                    revision -> revision,
                    (one, other) -> one.revision() >= other.revision() ? one : other));
    List<String> sentences = new ArrayList<>();
    members.stream()
        .map(Member::alert)
        .sorted(Comparator.comparing(Alert::accessAt).thenComparing(Alert::accessId))
        .forEach(alert -> sentences.add(answer(alert, last.get(alert.accessId()), asKnown)));
    return sentences.stream().distinct().toList();
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

package org.casenotesaudit.alerts.concern;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Verdict;

/**
 * One answer of a judgement in words. What speaks for an access and what is asked about it are told
 * apart: a reason on record must never read as the thing that was flagged.
 */
public final class VerdictText {

  private VerdictText() {}

  /**
   * The whole of it, in sentences.
   *
   * @param asKnown whether it is the answer from what was recorded by the moment of access
   * @param kind what was used
   */
  static String told(JudgementRevision judgement, boolean asKnown, RecordKind kind) {
    JudgementRevision.Answer answer = asKnown ? judgement.known() : judgement.later();
    return (asKnown ? "At that moment " : "With what was recorded since, ")
        + onRecord(answer, asKnown, kind)
        + asked(answer)
        + " Verdict: "
        + Words.verdict(answer.verdict())
        + " (revision "
        + judgement.revision()
        + ")."
        + notKnown(answer, judgement.missingFacts());
  }

  /** As short as it can be said truly, for a cell of a table. */
  public static String inBrief(JudgementRevision.Answer answer, RecordKind kind) {
    String verdict = Words.verdict(answer.verdict());
    String told = verdict.substring(0, 1).toUpperCase(Locale.ROOT) + verdict.substring(1);
    String reasons = reasons(answer, kind);
    return switch (answer.verdict()) {
      case EXPLAINED -> reasons.isEmpty() ? told : told + ": " + reasons;
      case UNEXPLAINED -> reasons.isEmpty() ? told : told + ". Explains nothing yet: " + reasons;
      case FLAGGED, UNDETERMINED, UNKNOWN ->
          told
              + (answer.verdict() == Verdict.FLAGGED && !answer.concerns().isEmpty()
                  ? ": " + concerns(answer)
                  : "")
              + (reasons.isEmpty()
                  ? ""
                  : (isOne(answer) ? ". Reason on record: " : ". Reasons on record: ") + reasons);
    };
  }

  private static String onRecord(
      JudgementRevision.Answer answer, boolean asKnown, RecordKind kind) {
    if (answer.explanations().isEmpty()) {
      String none = asKnown ? "no reason was on record" : "no reason is on record";
      return answer.verdict() == Verdict.UNDETERMINED
          ? none + (asKnown ? " as far as could be told." : " as far as can be told.")
          : none + ".";
    }
    String lead;
    if (answer.verdict() == Verdict.UNEXPLAINED) {
      // A weak one, recorded later, holds and yet makes nothing plausible.
      lead = asKnown ? "what was on record explains" : "what is on record explains";
      lead += " nothing yet: ";
    } else if (isOne(answer)) {
      lead = "a reason for the access " + (asKnown ? "was" : "is") + " on record: ";
    } else {
      lead = "reasons for the access " + (asKnown ? "were" : "are") + " on record: ";
    }
    return lead + reasons(answer, kind) + ".";
  }

  private static String asked(JudgementRevision.Answer answer) {
    if (answer.concerns().isEmpty()) {
      return "";
    }
    // Without the verdict flagged they are listed or reviewed, and throw no doubt on the access.
    String lead =
        answer.verdict() != Verdict.FLAGGED
            ? " Noted besides: "
            : answer.explanations().isEmpty()
                ? " Concern: "
                : isOne(answer) ? " It does not answer: " : " They do not answer: ";
    return lead + concerns(answer) + ".";
  }

  private static String notKnown(JudgementRevision.Answer answer, List<String> missingFacts) {
    return answer.verdict() == Verdict.UNDETERMINED && !missingFacts.isEmpty()
        ? " Not known yet: "
            + missingFacts.stream()
                .map(fact -> fact.replace('-', ' '))
                .collect(Collectors.joining("; "))
            + "."
        : "";
  }

  private static boolean isOne(JudgementRevision.Answer answer) {
    return answer.explanations().size() == 1;
  }

  private static String reasons(JudgementRevision.Answer answer, RecordKind kind) {
    return answer.explanations().stream()
        .map(explanation -> Words.explanation(explanation, kind))
        .collect(Collectors.joining("; "));
  }

  private static String concerns(JudgementRevision.Answer answer) {
    return answer.concerns().stream()
        .map(rule -> RuleText.of(rule).title().toLowerCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}

package org.casenotesaudit.confidentiality.http;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.ConcernFinding;
import org.casenotesaudit.events.Explanation;
import org.casenotesaudit.events.FactStrength;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.VerdictWithReasons;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Format;
import org.jspecify.annotations.Nullable;

/**
 * The last judgement of an access, as JSON: the same words as in the event.
 *
 * @param accessId the access
 * @param accessEventId the event that reported it
 * @param judgementEventId the event that tells this judgement
 * @param workerId the worker who accessed
 * @param revision from 1; each later one supersedes the one before
 * @param accessOccurredAt when the access happened
 * @param asKnown from the facts recorded by the moment of access: the only answer attributable to
 *     the worker
 * @param asItWas with the facts recorded later, too
 * @param firstAccess whether no earlier access by this worker to this client is known
 * @param packDigest SHA-256 of the rule pack that judged, hex
 * @param factsDigest SHA-256 over the ids of the facts used, hex
 * @param supersedesEventId the judgement that this one supersedes; none for revision 1
 * @param triggeredByEventId the late event that caused this revision; none for revision 1
 */
@Serdeable
public record JudgementBody(
    String accessId,
    String accessEventId,
    String judgementEventId,
    String workerId,
    int revision,
    Instant accessOccurredAt,
    AnswerBody asKnown,
    AnswerBody asItWas,
    boolean firstAccess,
    String packDigest,
    String factsDigest,
    @Nullable String supersedesEventId,
    @Nullable String triggeredByEventId) {

  /**
   * One of the two answers.
   *
   * @param verdict the verdict
   * @param explanations those that hold
   * @param concerns those that hold
   * @param missingFacts facts that a rule needs and that have not arrived, as codes
   */
  @Serdeable
  public record AnswerBody(
      @Codes(Verdict.class) String verdict,
      List<ExplanationBody> explanations,
      List<ConcernBody> concerns,
      List<String> missingFacts) {}

  /**
   * An explanation that holds.
   *
   * @param explanationId code of the rule, for instance allocated-worker
   * @param strength how much weight it carries
   * @param factEventIds the events that it rests on
   */
  @Serdeable
  public record ExplanationBody(
      @Format(Format.NONE) String explanationId,
      @Codes(FactStrength.class) String strength,
      List<String> factEventIds) {}

  /**
   * A concern that holds, and the explanation that answers it, if one does.
   *
   * @param concernId code of the rule, for instance after-ending
   * @param severity how grave
   * @param score orders a queue, 0 to 1000
   * @param reasons why it holds, clause by clause, as codes with values, for instance
   *     case-closed-days=214
   * @param factEventIds the events that it rests on
   * @param answeredBy code of the explanation that answers it; none when none does
   */
  @Serdeable
  public record ConcernBody(
      @Format(Format.NONE) String concernId,
      @Codes(Severity.class) String severity,
      int score,
      List<String> reasons,
      List<String> factEventIds,
      @Nullable String answeredBy) {}

  /**
   * All of a client.
   *
   * @param judgements in order of when the accesses happened
   */
  @Serdeable
  public record Listing(List<JudgementBody> judgements) {}

  static JudgementBody of(JudgementMade made) {
    return new JudgementBody(
        made.getAccessId(),
        made.getAccessEventId(),
        made.getEnvelope().getEventId(),
        made.getWorkerId(),
        made.getRevision(),
        made.getAccessOccurredAt(),
        answer(made.getAsKnown()),
        answer(made.getAsItWas()),
        made.getFirstAccess(),
        made.getPackDigest(),
        made.getFactsDigest(),
        made.getSupersedesEventId(),
        made.getTriggeredByEventId());
  }

  private static AnswerBody answer(VerdictWithReasons verdict) {
    return new AnswerBody(
        verdict.getVerdict().name(),
        verdict.getExplanations().stream().map(JudgementBody::explanation).toList(),
        verdict.getConcerns().stream().map(JudgementBody::concern).toList(),
        verdict.getMissingFacts());
  }

  private static ExplanationBody explanation(Explanation held) {
    return new ExplanationBody(
        held.getExplanationId(), held.getStrength().name(), held.getFactEventIds());
  }

  private static ConcernBody concern(ConcernFinding finding) {
    return new ConcernBody(
        finding.getConcernId(),
        finding.getSeverity().name(),
        finding.getScore(),
        finding.getReasons(),
        finding.getFactEventIds(),
        finding.getAnsweredBy());
  }
}

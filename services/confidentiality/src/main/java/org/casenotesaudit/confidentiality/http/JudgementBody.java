package org.casenotesaudit.confidentiality.http;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.ConcernFinding;
import org.casenotesaudit.events.Explanation;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.VerdictWithReasons;
import org.jspecify.annotations.Nullable;

/** The last judgement of an access, as JSON: the same words as in the event. */
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

  /** One of the two answers. */
  @Serdeable
  public record AnswerBody(
      String verdict,
      List<ExplanationBody> explanations,
      List<ConcernBody> concerns,
      List<String> missingFacts) {}

  /** An explanation that holds. */
  @Serdeable
  public record ExplanationBody(String explanationId, String strength, List<String> factEventIds) {}

  /** A concern that holds, and the explanation that answers it, if one does. */
  @Serdeable
  public record ConcernBody(
      String concernId,
      String severity,
      int score,
      List<String> reasons,
      List<String> factEventIds,
      @Nullable String answeredBy) {}

  /** All of a client, in order of when the accesses happened. */
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

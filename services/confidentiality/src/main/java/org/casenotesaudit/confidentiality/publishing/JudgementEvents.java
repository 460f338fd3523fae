package org.casenotesaudit.confidentiality.publishing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.casenotesaudit.events.ConcernFinding;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.Explanation;
import org.casenotesaudit.events.FactStrength;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.VerdictWithReasons;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.judgement.Answer;
import org.casenotesaudit.rules.judgement.Finding;
import org.casenotesaudit.rules.judgement.HeldExplanation;
import org.casenotesaudit.rules.judgement.Judgement;
import org.jspecify.annotations.Nullable;

/** Writes judgements as events. */
public final class JudgementEvents {

  private JudgementEvents() {}

  /**
   * Where a judgement stands in the chain of its access.
   *
   * @param revision from 1
   * @param supersedes the judgement before it; null for the first
   * @param triggeredBy the late event that caused it; null for the first
   */
  public record Link(int revision, @Nullable String supersedes, @Nullable String triggeredBy) {}

  public static JudgementMade event(Envelope envelope, Judgement judgement, Link link) {
    return JudgementMade.newBuilder()
        .setEnvelope(envelope)
        .setAccessId(judgement.access().accessId().value())
        .setAccessEventId(judgement.access().eventId().value())
        .setWorkerId(judgement.access().worker().value())
        .setRevision(link.revision())
        .setAccessOccurredAt(judgement.access().occurredAt())
        .setAsKnown(verdict(judgement.asKnown()))
        .setAsItWas(verdict(judgement.asItWas()))
        .setFirstAccess(judgement.firstAccess())
        .setPackDigest(judgement.packDigest())
        .setFactsDigest(judgement.factsDigest())
        .setSupersedesEventId(link.supersedes())
        .setTriggeredByEventId(link.triggeredBy())
        .build();
  }

  /**
   * SHA-256, hex, of what a judgement says, without ids, revision and trigger: two judgements with
   * the same digest tell a reader the same.
   */
  public static String contentDigest(Judgement judgement) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Answer answer : List.of(judgement.asKnown(), judgement.asItWas())) {
        ByteBuffer encoded = VerdictWithReasons.getEncoder().encode(verdict(answer));
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, encoded.remaining()));
        sha256.update(encoded);
      }
      sha256.update((byte) (judgement.firstAccess() ? 1 : 0));
      sha256.update(HexFormat.of().parseHex(judgement.factsDigest()));
      sha256.update(HexFormat.of().parseHex(judgement.packDigest()));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  private static VerdictWithReasons verdict(Answer answer) {
    return VerdictWithReasons.newBuilder()
        .setVerdict(Verdict.valueOf(answer.verdict().name()))
        .setExplanations(answer.explanations().stream().map(JudgementEvents::explanation).toList())
        .setConcerns(answer.concerns().stream().map(JudgementEvents::finding).toList())
        .setMissingFacts(answer.missingFacts())
        .build();
  }

  private static Explanation explanation(HeldExplanation held) {
    return Explanation.newBuilder()
        .setExplanationId(held.explanationId())
        .setStrength(FactStrength.valueOf(held.strength().name()))
        .setFactEventIds(ids(held.facts()))
        .build();
  }

  private static ConcernFinding finding(Finding finding) {
    return ConcernFinding.newBuilder()
        .setConcernId(finding.concernId())
        .setSeverity(Severity.valueOf(finding.severity().name()))
        .setScore(finding.score())
        .setReasons(finding.reasons())
        .setFactEventIds(ids(finding.facts()))
        .setAnsweredBy(finding.answeredBy())
        .build();
  }

  static List<String> ids(List<EventId> ids) {
    return ids.stream().map(EventId::value).toList();
  }
}

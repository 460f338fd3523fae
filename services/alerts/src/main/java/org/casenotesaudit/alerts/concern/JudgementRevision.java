package org.casenotesaudit.alerts.concern;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One judgement of one access. Each later revision supersedes the one before; none vanishes.
 *
 * @param judgedAt when the event was recorded on whose arrival it was judged: the access, or the
 *     late fact
 * @param known the answer from what was recorded by the moment of access: "as known"
 * @param later the answer with what was recorded since: "as it was"
 * @param triggeredByEventId the late fact that caused this revision, null for the first
 */
public record JudgementRevision(
    String eventId,
    String accessId,
    int revision,
    Instant judgedAt,
    Answer known,
    Answer later,
    List<String> missingFacts,
    String packDigest,
    @Nullable String triggeredByEventId) {

  /** A verdict and the ids of the explanations and concerns it rests on. */
  public record Answer(Verdict verdict, List<String> explanations, List<String> concerns) {
    public Answer {
      explanations = List.copyOf(explanations);
      concerns = List.copyOf(concerns);
    }
  }

  public JudgementRevision {
    missingFacts = List.copyOf(missingFacts);
  }
}

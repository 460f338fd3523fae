package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.MediaUse;
import org.casenotesaudit.rules.facts.Nature;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.MediaAuthorities;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;

/**
 * A recording was made and no authority covers its making. An upload is never refused, so there is
 * time to record the authority; only when it has passed does anybody ask. Each person in the
 * picture needs one: where some are not identified, only an authority for this very recording will
 * do.
 */
public final class MediaCapturedWithoutAuthority {

  private MediaCapturedWithoutAuthority() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        "media-captured-without-authority",
        new Basis(
            "NASW Code 1.03(h): informed consent before audio or video recording of clients, or"
                + " permitting observation by a third party.",
            RuleClass.ACCESS,
            Set.of(EVENT, REFERENCE_DATA),
            List.of("patience.media-authority-hours")),
        MediaCapturedWithoutAuthority::test,
        List.of());
  }

  private static Outcome<Grade> test(Question question) {
    if (!(question.access().nature() instanceof Nature.Captured captured)) {
      return Outcome.no("nothing-was-recorded");
    }
    // A clock of a camera may run ahead; nothing is captured after it was uploaded.
    Instant at =
        question.at().isBefore(captured.capturedAt()) ? question.at() : captured.capturedAt();
    MediaAuthorities authorities = MediaAuthorities.on(question, MediaUse.CAPTURE, at);
    boolean unnamed =
        captured.unidentifiedSubjects() > 0
            && authorities.allowing().stream()
                .noneMatch(one -> MediaAuthorities.speaksForAll(one, question.access()));
    if (!authorities.allowing().isEmpty() && !unnamed) {
      return Outcome.no("authority-on-record");
    }
    if (question.observedUntil().isBefore(dueAt(question.access(), question))) {
      return Outcome.missing("media-authority");
    }
    List<String> reasons = new ArrayList<>();
    if (authorities.allowing().isEmpty()) {
      reasons.add(
          "no-authority-within-hours="
              + question.parameters().patience().mediaAuthority().toHours());
    }
    if (!authorities.withdrawals().isEmpty()) {
      reasons.add("withdrawn-before");
    }
    if (!authorities.refusals().isEmpty()) {
      reasons.add("refused-before");
    }
    if (captured.unidentifiedSubjects() > 0) {
      reasons.add("unidentified-subjects=" + captured.unidentifiedSubjects());
    }
    List<EventId> events = new ArrayList<>(Outcome.eventsOf(authorities.withdrawals()));
    events.addAll(Outcome.eventsOf(authorities.refusals()));
    events.add(question.access().eventId());
    return new Outcome.Holds<>(Grade.flagged(severityOf(authorities)), reasons, events);
  }

  /** The client agreed: what is open is only who else is in the picture. */
  private static Severity severityOf(MediaAuthorities authorities) {
    if (!authorities.allowing().isEmpty()) {
      return Severity.LOW;
    }
    return authorities.refusals().isEmpty() ? Severity.MEDIUM : Severity.HIGH;
  }

  /** Until when an authority may still be recorded. */
  public static Instant dueAt(Access capture, Question question) {
    return capture.recordedAt().plus(question.parameters().patience().mediaAuthority());
  }
}

package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Action;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Fact.RecordAuthored;
import org.casenotesaudit.rules.facts.MediaUse;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.facts.WorkerId;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.ConcernRule.Answering;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.MediaAuthorities;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;

/** A recording was viewed, shared or exported and no authority in force covers that use. */
public final class MediaUsedOutsideAuthority {

  private static final Set<Purpose> OF_A_REQUEST =
      Set.of(
          Purpose.COURT_PROCEEDINGS,
          Purpose.LEGAL_REQUEST,
          Purpose.SUBJECT_ACCESS,
          Purpose.COMPLAINT);

  private MediaUsedOutsideAuthority() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        "media-used-outside-authority",
        new Basis(
            "NASW Code 1.03(a): consent has a purpose, a time frame and can be withdrawn; a use"
                + " that rested on it stops when the withdrawal is recorded.",
            RuleClass.ACCESS,
            Set.of(EVENT, REFERENCE_DATA),
            List.of()),
        MediaUsedOutsideAuthority::test,
        List.of(
            new Answering("legal-request", access -> OF_A_REQUEST.contains(access.purpose())),
            new Answering("audit-duty", access -> access.purpose() == Purpose.AUDIT),
            new Answering("allocated-worker", MediaUsedOutsideAuthority::handlesWithdrawal),
            new Answering("supervisor-of", MediaUsedOutsideAuthority::handlesWithdrawal)));
  }

  private static Outcome<Grade> test(Question question) {
    Access access = question.access();
    if (!access.opened() || !access.target().kind().isMedia()) {
      return Outcome.no("no-media-used");
    }
    MediaAuthorities authorities =
        MediaAuthorities.on(question, useOf(access.action()), question.at());
    if (!authorities.allowing().isEmpty()) {
      return Outcome.no("authority-on-record");
    }
    boolean opposed = !authorities.withdrawals().isEmpty() || !authorities.refusals().isEmpty();
    if (!opposed && isHeldForThem(question)) {
      return Outcome.no("uploader-or-supervisor-while-held");
    }
    List<String> reasons = new ArrayList<>();
    if (!authorities.withdrawals().isEmpty()) {
      reasons.add("authority-withdrawn");
    }
    if (!authorities.refusals().isEmpty()) {
      reasons.add("authority-refused");
    }
    if (!opposed) {
      reasons.add("no-authority-covers-this-use");
    }
    List<EventId> events = new ArrayList<>(Outcome.eventsOf(authorities.withdrawals()));
    events.addAll(Outcome.eventsOf(authorities.refusals()));
    Grade grade =
        opposed || access.action().takesACopy()
            ? Grade.flagged(Severity.HIGH)
            : Grade.flagged(Severity.MEDIUM);
    return new Outcome.Holds<>(grade, reasons, events);
  }

  /**
   * Who uploaded, and who supervises them, may look at what is held for as long as the authority
   * may still be recorded.
   */
  private static boolean isHeldForThem(Question question) {
    return question
        .facts(RecordAuthored.class)
        .filter(
            authored ->
                question.access().target().record().map(authored.recordId()::equals).orElse(false))
        .filter(
            authored ->
                authored.origin().recorder().filter(by -> isOrSupervises(question, by)).isPresent())
        .filter(authored -> authored.origin().isKnownAt(question.at()))
        .anyMatch(
            authored ->
                question
                    .at()
                    .isBefore(
                        authored
                            .origin()
                            .recordedAt()
                            .plus(question.parameters().patience().mediaAuthority())));
  }

  private static boolean isOrSupervises(Question question, WorkerId uploader) {
    return uploader.equals(question.access().worker())
        || question.worker().supervisees().contains(uploader);
  }

  private static boolean handlesWithdrawal(Access access) {
    return access.purpose() == Purpose.CONSENT_WITHDRAWAL_HANDLING;
  }

  private static MediaUse useOf(Action action) {
    return switch (action) {
      case SHARE -> MediaUse.SHARE;
      case EXPORT, DOWNLOAD, PRINT -> MediaUse.EXPORT;
      case VIEW, SEARCH, CREATE, AMEND, DELETE, UNKNOWN -> MediaUse.VIEW;
    };
  }
}

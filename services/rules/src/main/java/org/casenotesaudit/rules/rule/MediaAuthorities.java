package org.casenotesaudit.rules.rule;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.AuthorityKind;
import org.casenotesaudit.rules.facts.Fact.AuthorityRecorded;
import org.casenotesaudit.rules.facts.Fact.AuthorityWithdrawn;
import org.casenotesaudit.rules.facts.MediaUse;
import org.casenotesaudit.rules.facts.Origin;
import org.casenotesaudit.rules.facts.Purpose;

/**
 * Which authorities on record bear on one use of one recording at one moment.
 *
 * @param allowing those that allow it
 * @param withdrawals withdrawals that took an authority away before
 * @param refusals refusals that stand against it
 */
public record MediaAuthorities(
    List<AuthorityRecorded> allowing,
    List<AuthorityWithdrawn> withdrawals,
    List<AuthorityRecorded> refusals) {

  /**
   * @param at when the recording was used, or made
   */
  public static MediaAuthorities on(Question question, MediaUse use, Instant at) {
    List<AuthorityRecorded> inScope =
        question
            .facts(AuthorityRecorded.class)
            .filter(authority -> inScope(authority, question, use))
            .filter(authority -> holdsAt(authority, at, question.access()))
            .toList();
    List<AuthorityWithdrawn> takenBack =
        question
            .facts(AuthorityWithdrawn.class)
            // The same instant counts as withdrawn: the client's wish wins a tie.
            .filter(withdrawn -> withdrawn.origin().isKnownAt(at))
            .filter(withdrawn -> inScope.stream().anyMatch(one -> isOf(withdrawn, one)))
            .toList();
    List<AuthorityRecorded> standing =
        inScope.stream()
            .filter(one -> takenBack.stream().noneMatch(withdrawn -> isOf(withdrawn, one)))
            .toList();
    // Whoever takes a refusal back objects to nothing.
    List<AuthorityWithdrawn> withdrawals =
        takenBack.stream()
            .filter(
                withdrawn ->
                    inScope.stream().anyMatch(one -> !one.refused() && isOf(withdrawn, one)))
            .toList();
    List<AuthorityRecorded> refusals =
        standing.stream()
            .filter(AuthorityRecorded::refused)
            .filter(refusal -> refusesPurpose(refusal, question.access()))
            .toList();
    boolean opposed = !withdrawals.isEmpty() || !refusals.isEmpty();
    List<AuthorityRecorded> allowing =
        standing.stream()
            .filter(one -> !one.refused())
            .filter(one -> isOnRecordInTime(one, question))
            .filter(one -> refusals.stream().noneMatch(refusal -> overrides(refusal, one)))
            .filter(one -> allowsPurpose(one, question.access(), opposed))
            .toList();
    return new MediaAuthorities(allowing, withdrawals, refusals);
  }

  private static boolean inScope(AuthorityRecorded authority, Question question, MediaUse use) {
    return question.access().captured()
        ? authority.scope().covers(question.access().target(), use)
        : authority.scope().covers(question.access().target(), use, question.worker().teams());
  }

  /** Whoever gives authority for one recording by name gives it for what was recorded already. */
  private static boolean holdsAt(AuthorityRecorded authority, Instant at, Access access) {
    if (access.captured() && names(authority, access)) {
      Instant until = authority.period().until();
      return until == null || at.isBefore(until);
    }
    return authority.period().contains(at);
  }

  /**
   * Whether the authority speaks for everybody in this very recording: an order or a duty that
   * names it. One person's consent does not speak for a stranger.
   */
  public static boolean speaksForAll(AuthorityRecorded authority, Access access) {
    return names(authority, access) && isDuty(authority.kind());
  }

  private static boolean names(AuthorityRecorded authority, Access access) {
    return access.target().record().map(authority.scope().recordings()::contains).orElse(false);
  }

  /**
   * What is recorded afterwards counts like any late fact: soon, and not by whoever used the
   * recording. A recording may be made first and the authority recorded within the patience.
   */
  private static boolean isOnRecordInTime(AuthorityRecorded authority, Question question) {
    Access access = question.access();
    Instant inTime =
        access.captured()
            ? access.recordedAt().plus(question.parameters().patience().mediaAuthority())
            : access.occurredAt();
    Origin origin = authority.origin();
    return origin.isKnownAt(inTime)
        || (!origin.isSelfMadeBy(access.worker())
            && origin.isKnownAt(inTime.plus(question.parameters().grace().lateFact())));
  }

  private static boolean isOf(AuthorityWithdrawn withdrawn, AuthorityRecorded authority) {
    return withdrawn.authorityId().equals(authority.authorityId());
  }

  /**
   * A competent person's consent and refusal are theirs: what another says for them never silently
   * overrides either. Of two answers of one side the later one is a change of mind.
   */
  private static boolean overrides(AuthorityRecorded refusal, AuthorityRecorded consent) {
    boolean changedSince = consent.origin().recordedAt().isAfter(refusal.origin().recordedAt());
    return switch (consent.kind()) {
      case CONSENT_FOR_CHILD, ATTORNEY_OR_DEPUTY -> !isForAnother(refusal.kind()) || !changedSince;
      case OWN_CONSENT, UNKNOWN -> !isForAnother(refusal.kind()) && !changedSince;
      case BEST_INTERESTS, COURT_ORDER, STATUTORY_DUTY, LEGAL_HOLD, EMERGENCY -> false;
    };
  }

  private static boolean isForAnother(AuthorityKind kind) {
    return kind == AuthorityKind.CONSENT_FOR_CHILD || kind == AuthorityKind.ATTORNEY_OR_DEPUTY;
  }

  /** Whoever refused some purposes refused no other; for making a recording none is stated. */
  private static boolean refusesPurpose(AuthorityRecorded refusal, Access access) {
    Set<Purpose> purposes = refusal.scope().purposes();
    return purposes.isEmpty() || access.captured() || purposes.contains(access.purpose());
  }

  /**
   * No purposes listed means every purpose; but against a withdrawal or refusal an order or a duty
   * answers only the purpose that it was made for.
   */
  private static boolean allowsPurpose(
      AuthorityRecorded authority, Access access, boolean opposed) {
    if (access.captured()) {
      // Whoever makes a recording states no purpose; its later uses will.
      return true;
    }
    Set<Purpose> purposes = authority.scope().purposes();
    if (!purposes.isEmpty()) {
      return purposes.contains(access.purpose());
    }
    return !opposed
        || !isDuty(authority.kind())
        || own(authority.kind()).contains(access.purpose());
  }

  private static boolean isDuty(AuthorityKind kind) {
    return !own(kind).isEmpty();
  }

  private static Set<Purpose> own(AuthorityKind kind) {
    return switch (kind) {
      case COURT_ORDER, LEGAL_HOLD -> EnumSet.of(Purpose.COURT_PROCEEDINGS, Purpose.LEGAL_REQUEST);
      case STATUTORY_DUTY ->
          EnumSet.of(Purpose.SAFEGUARDING, Purpose.LEGAL_REQUEST, Purpose.COURT_PROCEEDINGS);
      case BEST_INTERESTS ->
          EnumSet.of(Purpose.DIRECT_CARE, Purpose.SAFEGUARDING, Purpose.EMERGENCY);
      case EMERGENCY -> EnumSet.of(Purpose.EMERGENCY, Purpose.SAFEGUARDING);
      case OWN_CONSENT, CONSENT_FOR_CHILD, ATTORNEY_OR_DEPUTY, UNKNOWN ->
          EnumSet.noneOf(Purpose.class);
    };
  }
}

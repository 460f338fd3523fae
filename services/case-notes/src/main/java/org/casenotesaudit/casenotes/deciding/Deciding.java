package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.casenotes.deciding.Decision.BreakGlassRequired;
import org.casenotesaudit.casenotes.deciding.Decision.Permitted;
import org.casenotesaudit.casenotes.deciding.Decision.Refused;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a worker may open a record. It refuses little: what nobody in a role may ever do,
 * and what a client closed to all but named people. Everything else is permitted and recorded.
 */
public final class Deciding {

  /** May break glass on a restricted record, if they know exactly whose it is. */
  public static final String EMERGENCY_ROLE = "emergency-duty";

  /**
   * Roles that never give content. Whoever also holds a role outside this list is judged by that.
   */
  private static final Set<String> ROLES_WITHOUT_CONTENT =
      Set.of(
          "compliance-officer",
          "privacy-lead",
          "auditor",
          "directory-admin",
          "intake",
          "platform",
          "content-reader",
          "service-alerts");

  /** Roles that may learn the name behind a concern, and nothing more, for the purpose of audit. */
  private static final Set<String> ROLES_THAT_REVIEW =
      Set.of("compliance-officer", "privacy-lead", "auditor");

  /**
   * The order matters. What depends on the reader alone comes first, so that a refusal says nothing
   * about whether the record exists; restriction comes before all that would admit that it does.
   */
  private static final List<Step> STEPS =
      List.of(
          Deciding::roleGivesNoContent,
          Deciding::notInPost,
          Deciding::unknownRecord,
          Deciding::restricted,
          Deciding::mediaHeld,
          Deciding::protectedLocation);

  private Deciding() {}

  /**
   * The decision at this moment.
   *
   * @param facts what is known about the record; null when there is no such record
   */
  public static Decision decide(ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    return STEPS.stream()
        .flatMap(step -> step.answer(request, facts, now).stream())
        .findFirst()
        .orElseGet(Permitted::new);
  }

  private static Optional<Decision> roleGivesNoContent(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    Set<String> roles = request.reader().roles();
    boolean reads = roles.stream().anyMatch(role -> !ROLES_WITHOUT_CONTENT.contains(role));
    return reads || asksForNameInReview(request)
        ? Optional.empty()
        : refused(RefusalReason.ROLE_NEVER_PERMITTED);
  }

  /**
   * Who is not, or not yet, or for now not, at work for the agency opens nothing. Leave is neutral,
   * and so is a worker whom the directory does not know: the issuer's word then stands alone.
   */
  private static Optional<Decision> notInPost(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    return switch (request.reader().employment()) {
      case LEFT, SUSPENDED, NOT_STARTED -> refused(RefusalReason.NOT_IN_POST);
      case EMPLOYED, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<Decision> unknownRecord(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    return facts == null ? refused(RefusalReason.UNKNOWN_RECORD) : Optional.empty();
  }

  private static Optional<Decision> restricted(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    if (facts == null || asksForNameInReview(request)) {
      return Optional.empty();
    }
    List<ClientId> closed =
        facts.subjects().stream()
            .filter(subject -> subject.isClosedTo(request.reader().workerId(), now))
            .map(Subject::clientId)
            .toList();
    if (closed.isEmpty()) {
      return Optional.empty();
    }
    return switch (request.glass()) {
      case Glass.Whole() -> refused(RefusalReason.RECORD_RESTRICTED);
      case Glass.Broken(Set<ClientId> birthDatesKnown) ->
          request.reader().roles().contains(EMERGENCY_ROLE) && birthDatesKnown.containsAll(closed)
              ? Optional.empty()
              : refused(RefusalReason.BREAK_GLASS_NOT_PERMITTED);
    };
  }

  /** A recording that nothing allowed to be made is kept for its author and their supervisor. */
  private static Optional<Decision> mediaHeld(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    if (facts == null || facts.recording() == null) {
      return Optional.empty();
    }
    Recording recording = facts.recording();
    boolean held =
        facts.subjects().stream().anyMatch(subject -> !subject.hasAuthorisedCaptureOf(recording));
    Reader reader = request.reader();
    boolean supervises =
        reader.roles().contains("supervisor")
            && reader.teamIds().stream().anyMatch(facts.holdingTeamIds()::contains);
    return held && !reader.workerId().equals(recording.author()) && !supervises
        ? refused(RefusalReason.MEDIA_HELD)
        : Optional.empty();
  }

  private static Optional<Decision> protectedLocation(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    if (facts == null || asksForNameInReview(request)) {
      return Optional.empty();
    }
    boolean stranger =
        facts.subjects().stream()
            .anyMatch(
                subject ->
                    subject.protectedLocation() && !subject.isAllocatedTo(request.reader(), now));
    return stranger && request.glass() instanceof Glass.Whole
        ? Optional.of(new BreakGlassRequired())
        : Optional.empty();
  }

  private static boolean asksForNameInReview(ReadRequest request) {
    return request.itemKind() == ItemKind.CLIENT_IDENTITY
        && request.purpose() == Purpose.AUDIT
        && request.reader().roles().stream().anyMatch(ROLES_THAT_REVIEW::contains);
  }

  private static Optional<Decision> refused(RefusalReason reason) {
    return Optional.of(new Refused(reason));
  }

  /** One ground on which the answer may be given; empty when it has nothing to say. */
  private interface Step {
    Optional<Decision> answer(ReadRequest request, @Nullable DecidingFacts facts, Instant now);
  }
}

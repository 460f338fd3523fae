package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
        : refused(RefusalReason.ROLE_NEVER_PERMITTED, allOf(facts));
  }

  /**
   * Who is not, or not yet, or for now not, at work for the agency opens nothing. Leave is neutral,
   * and so is a worker whom the directory does not know: the issuer's word then stands alone.
   */
  private static Optional<Decision> notInPost(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    return switch (request.reader().employment()) {
      case LEFT, SUSPENDED, NOT_STARTED -> refused(RefusalReason.NOT_IN_POST, allOf(facts));
      case EMPLOYED, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<Decision> unknownRecord(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    return facts == null ? refused(RefusalReason.UNKNOWN_RECORD, List.of()) : Optional.empty();
  }

  private static Optional<Decision> restricted(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    if (facts == null || asksForNameInReview(request)) {
      return Optional.empty();
    }
    List<ClientId> closed =
        idsOf(facts, subject -> subject.isClosedTo(request.reader().workerId(), now));
    if (closed.isEmpty()) {
      return Optional.empty();
    }
    boolean onDuty = request.reader().roles().contains(EMERGENCY_ROLE);
    return switch (request.glass()) {
      case Glass.Whole() -> refused(RefusalReason.RECORD_RESTRICTED, closed);
      case Glass.Broken(Set<ClientId> birthDatesKnown) ->
          onDuty && birthDatesKnown.containsAll(closed)
              ? Optional.empty()
              : refused(RefusalReason.BREAK_GLASS_NOT_PERMITTED, closed);
      // Nothing was stated now, so where it does not reach it is as if there were none.
      case Glass.Standing(Set<ClientId> clients, Set<ClientId> birthDatesKnown) ->
          onDuty && birthDatesKnown.containsAll(closed)
              ? Optional.empty()
              : refused(RefusalReason.RECORD_RESTRICTED, closed);
    };
  }

  /** A recording that nothing allowed to be made is kept for its author and their supervisor. */
  private static Optional<Decision> mediaHeld(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    if (facts == null || facts.recording() == null) {
      return Optional.empty();
    }
    Recording recording = facts.recording();
    List<ClientId> held = heldFor(facts, recording, now);
    Reader reader = request.reader();
    return held.isEmpty()
            || reader.workerId().equals(recording.author())
            || reader.supervisees().contains(recording.author())
        ? Optional.empty()
        : refused(RefusalReason.MEDIA_HELD, held);
  }

  /**
   * The subjects on whose account it is held. Somebody whom nobody has identified gave no consent,
   * and nobody's consent speaks for them: that is a ground for each subject alike.
   */
  private static List<ClientId> heldFor(DecidingFacts facts, Recording recording, Instant now) {
    List<ClientId> unauthorised =
        idsOf(facts, subject -> !subject.hasAuthorisedCaptureOf(recording, now));
    boolean strangersInIt =
        recording.unidentifiedSubjects() > 0
            && facts.subjects().stream()
                .noneMatch(subject -> subject.hasOrderForCaptureOf(recording, now));
    return unauthorised.isEmpty() && strangersInIt ? allOf(facts) : unauthorised;
  }

  private static Optional<Decision> protectedLocation(
      ReadRequest request, @Nullable DecidingFacts facts, Instant now) {
    if (facts == null || asksForNameInReview(request)) {
      return Optional.empty();
    }
    List<ClientId> strangers =
        idsOf(
            facts,
            subject ->
                subject.protectedLocation() && !subject.isAllocatedTo(request.reader(), now));
    boolean stated =
        switch (request.glass()) {
          case Glass.Whole() -> false;
          case Glass.Broken broken -> true;
          case Glass.Standing(Set<ClientId> clients, Set<ClientId> birthDatesKnown) ->
              clients.containsAll(strangers);
        };
    return strangers.isEmpty() || stated
        ? Optional.empty()
        : Optional.of(new BreakGlassRequired(strangers));
  }

  private static boolean asksForNameInReview(ReadRequest request) {
    return request.itemKind() == ItemKind.NAME_BEHIND_CONCERN
        && request.purpose() == Purpose.AUDIT
        && request.reader().roles().stream().anyMatch(ROLES_THAT_REVIEW::contains);
  }

  private static Optional<Decision> refused(RefusalReason reason, List<ClientId> about) {
    return Optional.of(new Refused(reason, about));
  }

  private static List<ClientId> allOf(@Nullable DecidingFacts facts) {
    return facts == null ? List.of() : idsOf(facts, subject -> true);
  }

  private static List<ClientId> idsOf(DecidingFacts facts, Predicate<Subject> which) {
    return facts.subjects().stream().filter(which).map(Subject::clientId).toList();
  }

  /** One ground on which the answer may be given; empty when it has nothing to say. */
  private interface Step {
    Optional<Decision> answer(ReadRequest request, @Nullable DecidingFacts facts, Instant now);
  }
}

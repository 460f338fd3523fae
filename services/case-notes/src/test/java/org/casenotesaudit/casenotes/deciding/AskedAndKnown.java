package org.casenotesaudit.casenotes.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.MediaUse;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RefusalReason;
import org.jspecify.annotations.Nullable;

/** What is known of a record, and who asks for it: what the tests of the decision begin with. */
final class AskedAndKnown {

  static final Instant NOW = Instant.parse("2026-03-10T09:30:00Z");
  static final Instant BEFORE = NOW.minusSeconds(3600);
  static final Instant LATER = NOW.plusSeconds(3600);
  static final ClientId CLIENT = new ClientId(UUID.randomUUID());
  static final ClientId SIBLING = new ClientId(UUID.randomUUID());
  static final WorkerId MARIA = new WorkerId("maria");
  static final WorkerId COLIN = new WorkerId("colin");
  static final UUID ITEM = UUID.randomUUID();

  private AskedAndKnown() {}

  // What is known.

  static Subject open(ClientId clientId) {
    return new Subject(clientId, false, List.of(), List.of(), List.of());
  }

  static Subject restrictedTo(ClientId clientId, Period period, WorkerId... named) {
    return new Subject(
        clientId, false, List.of(new Restriction(Set.of(named), period)), List.of(), List.of());
  }

  static Subject protectedWith(Allocation... allocations) {
    return new Subject(CLIENT, true, List.of(), List.of(allocations), List.of());
  }

  static Subject withAuthorities(ClientId clientId, MediaAuthority... authorities) {
    return new Subject(clientId, false, List.of(), List.of(), List.of(authorities));
  }

  static DecidingFacts noteAbout(Subject... subjects) {
    return new DecidingFacts(List.of(subjects), null);
  }

  static DecidingFacts videoOf(Subject... subjects) {
    return videoOf(0, subjects);
  }

  static DecidingFacts videoOf(int unidentified, Subject... subjects) {
    return new DecidingFacts(
        List.of(subjects), new Recording(ITEM, MediaKind.VIDEO, BEFORE, MARIA, unidentified));
  }

  static MediaAuthority consent(Period period) {
    return authority(AuthorityKind.OWN_CONSENT, false, Set.of(), period);
  }

  static MediaAuthority authority(
      AuthorityKind kind, boolean refused, Set<UUID> mediaIds, Period period) {
    return authority(kind, refused, mediaIds, period, Instant.EPOCH);
  }

  static MediaAuthority authority(
      AuthorityKind kind, boolean refused, Set<UUID> mediaIds, Period period, Instant recordedAt) {
    return new MediaAuthority(
        kind,
        refused,
        Set.of(MediaKind.VIDEO),
        Set.of(MediaUse.CAPTURE, MediaUse.VIEW),
        mediaIds,
        period,
        recordedAt);
  }

  static Subject closedTo(WorkerId... named) {
    return restrictedTo(SIBLING, always(), named);
  }

  static Period always() {
    return new Period(Instant.EPOCH, null);
  }

  // Who asks for what.

  static ReadRequest asks(WorkerId worker, String role, ItemKind kind) {
    return asks(worker, role, kind, Purpose.DIRECT_CARE, new Glass.Whole());
  }

  static ReadRequest asks(
      WorkerId worker, String role, ItemKind kind, Purpose purpose, Glass glass) {
    return asks(reader(worker, role), kind, purpose, glass);
  }

  static ReadRequest asks(Reader reader, ItemKind kind, Purpose purpose, Glass glass) {
    return new ReadRequest(reader, kind, ITEM, Action.VIEW, purpose, glass);
  }

  static Reader reader(WorkerId worker, String role, WorkerId... supervisees) {
    return new Reader(
        worker, Set.of(role), Set.of("north"), Set.of(supervisees), Employment.EMPLOYED);
  }

  static ReadRequest colinAsks() {
    return asks(COLIN, "practitioner", ItemKind.CASE_NOTE);
  }

  static Optional<RefusalReason> refusal(ReadRequest request, @Nullable DecidingFacts facts) {
    return Deciding.decide(request, facts, NOW) instanceof Decision.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  static List<ClientId> refusedAbout(
      ReadRequest request, @Nullable DecidingFacts facts, RefusalReason reason) {
    assertThat(refusal(request, facts)).hasValue(reason);
    return ((Decision.Refused) Deciding.decide(request, facts, NOW)).about();
  }

  static boolean permitted(ReadRequest request, DecidingFacts facts) {
    return Deciding.decide(request, facts, NOW) instanceof Decision.Permitted;
  }

  static ReadRequest emergency(String role, Glass glass) {
    return asks(COLIN, role, ItemKind.CASE_NOTE, Purpose.EMERGENCY, glass);
  }
}

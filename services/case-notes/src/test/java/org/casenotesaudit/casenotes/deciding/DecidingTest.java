package org.casenotesaudit.casenotes.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.events.RefusalReason.RECORD_RESTRICTED;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision, ground by ground, and in which order the grounds speak. */
class DecidingTest {

  private static final Instant NOW = Instant.parse("2026-03-10T09:30:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(3600);
  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final ClientId CLIENT = new ClientId(UUID.randomUUID());
  private static final ClientId SIBLING = new ClientId(UUID.randomUUID());
  private static final WorkerId MARIA = new WorkerId("maria");
  private static final WorkerId COLIN = new WorkerId("colin");
  private static final UUID ITEM = UUID.randomUUID();

  // What is known.

  private static Subject open(ClientId clientId) {
    return new Subject(clientId, false, List.of(), List.of(), List.of());
  }

  private static Subject restrictedTo(ClientId clientId, Period period, WorkerId... named) {
    return new Subject(
        clientId, false, List.of(new Restriction(Set.of(named), period)), List.of(), List.of());
  }

  private static Subject protectedWith(Allocation... allocations) {
    return new Subject(CLIENT, true, List.of(), List.of(allocations), List.of());
  }

  private static Subject withAuthorities(ClientId clientId, MediaAuthority... authorities) {
    return new Subject(clientId, false, List.of(), List.of(), List.of(authorities));
  }

  private static DecidingFacts noteAbout(Subject... subjects) {
    return new DecidingFacts(List.of(subjects), Set.of("north"), null);
  }

  private static DecidingFacts videoOf(Subject... subjects) {
    return videoOf(0, subjects);
  }

  private static DecidingFacts videoOf(int unidentified, Subject... subjects) {
    return new DecidingFacts(
        List.of(subjects),
        Set.of("north"),
        new Recording(ITEM, MediaKind.VIDEO, BEFORE, MARIA, unidentified));
  }

  private static MediaAuthority consent(Period period) {
    return authority(AuthorityKind.OWN_CONSENT, false, Set.of(), period);
  }

  private static MediaAuthority authority(
      AuthorityKind kind, boolean refused, Set<UUID> mediaIds, Period period) {
    return authority(kind, refused, mediaIds, period, Instant.EPOCH);
  }

  private static MediaAuthority authority(
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

  private static Subject closedTo(WorkerId... named) {
    return restrictedTo(SIBLING, always(), named);
  }

  private static Period always() {
    return new Period(Instant.EPOCH, null);
  }

  // Who asks for what.

  private static ReadRequest asks(WorkerId worker, String role, ItemKind kind) {
    return asks(worker, role, kind, Purpose.DIRECT_CARE, new Glass.Whole());
  }

  private static ReadRequest asks(
      WorkerId worker, String role, ItemKind kind, Purpose purpose, Glass glass) {
    return new ReadRequest(
        new Reader(worker, Set.of(role), Set.of("north"), Employment.EMPLOYED),
        kind,
        ITEM,
        Action.VIEW,
        purpose,
        glass);
  }

  private static ReadRequest colinAsks() {
    return asks(COLIN, "practitioner", ItemKind.CASE_NOTE);
  }

  private static Optional<RefusalReason> refusal(
      ReadRequest request, @Nullable DecidingFacts facts) {
    return Deciding.decide(request, facts, NOW) instanceof Decision.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private static List<ClientId> refusedAbout(
      ReadRequest request, @Nullable DecidingFacts facts, RefusalReason reason) {
    assertThat(refusal(request, facts)).hasValue(reason);
    return ((Decision.Refused) Deciding.decide(request, facts, NOW)).about();
  }

  private static boolean permitted(ReadRequest request, DecidingFacts facts) {
    return Deciding.decide(request, facts, NOW) instanceof Decision.Permitted;
  }

  @Test
  void aStrangerIsPermittedForJudgingIsAnotherRooms() {
    assertThat(permitted(colinAsks(), noteAbout(open(CLIENT)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compliance-officer",
        "privacy-lead",
        "auditor",
        "directory-admin",
        "intake",
        "platform",
        "content-reader",
        "service-alerts"
      })
  void rolesWithoutContentNeverGetANoteWhetherItExistsOrNot(String role) {
    ReadRequest request = asks(COLIN, role, ItemKind.CASE_NOTE);

    assertThat(refusal(request, noteAbout(open(CLIENT))))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
    assertThat(refusal(request, noteAbout(restrictedTo(CLIENT, always(), MARIA))))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
    assertThat(refusal(request, null)).hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
  }

  @Test
  void somebodyWithoutAnyRoleGetsNothing() {
    ReadRequest request =
        new ReadRequest(
            new Reader(COLIN, Set.of(), Set.of("north"), Employment.EMPLOYED),
            ItemKind.CASE_NOTE,
            ITEM,
            Action.VIEW,
            Purpose.DIRECT_CARE,
            new Glass.Whole());

    assertThat(refusal(request, noteAbout(open(CLIENT))))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
  }

  @Test
  void aSecondRoleThatReadsCounts() {
    ReadRequest request =
        new ReadRequest(
            new Reader(COLIN, Set.of("auditor", "practitioner"), Set.of(), Employment.EMPLOYED),
            ItemKind.CASE_NOTE,
            ITEM,
            Action.VIEW,
            Purpose.DIRECT_CARE,
            new Glass.Whole());

    assertThat(permitted(request, noteAbout(open(CLIENT)))).isTrue();
  }

  @Test
  void reviewersLearnANameForAuditOnly() {
    DecidingFacts facts = noteAbout(restrictedTo(CLIENT, always(), MARIA));

    assertThat(
            permitted(
                asks(
                    COLIN,
                    "compliance-officer",
                    ItemKind.CLIENT_IDENTITY,
                    Purpose.AUDIT,
                    new Glass.Whole()),
                facts))
        .isTrue();
    assertThat(refusal(asks(COLIN, "compliance-officer", ItemKind.CLIENT_IDENTITY), facts))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
    assertThat(
            refusal(
                asks(
                    COLIN,
                    "directory-admin",
                    ItemKind.CLIENT_IDENTITY,
                    Purpose.AUDIT,
                    new Glass.Whole()),
                facts))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
  }

  @ParameterizedTest
  @EnumSource(Employment.class)
  void onlyWhoIsNotInPostIsTurnedAway(Employment employment) {
    ReadRequest request =
        new ReadRequest(
            new Reader(COLIN, Set.of("practitioner"), Set.of(), employment),
            ItemKind.CASE_NOTE,
            ITEM,
            Action.VIEW,
            Purpose.DIRECT_CARE,
            new Glass.Whole());
    boolean out =
        Set.of(Employment.LEFT, Employment.SUSPENDED, Employment.NOT_STARTED).contains(employment);

    assertThat(refusal(request, noteAbout(open(CLIENT))))
        .isEqualTo(out ? Optional.of(RefusalReason.NOT_IN_POST) : Optional.empty());
  }

  @Test
  void anUnknownRecordIsRefused() {
    assertThat(refusal(colinAsks(), null)).hasValue(RefusalReason.UNKNOWN_RECORD);
  }

  @Test
  void aRestrictionHoldsFromItsFirstMomentUntilItsLast() {
    for (Period period : List.of(new Period(NOW, null), new Period(BEFORE, NOW.plusNanos(1)))) {
      assertThat(refusal(colinAsks(), noteAbout(restrictedTo(CLIENT, period, MARIA))))
          .hasValue(RefusalReason.RECORD_RESTRICTED);
    }
    for (Period period : List.of(new Period(NOW.plusNanos(1), null), new Period(BEFORE, NOW))) {
      assertThat(permitted(colinAsks(), noteAbout(restrictedTo(CLIENT, period, MARIA)))).isTrue();
    }
  }

  @Test
  void ofTwoRestrictionsBothMustNameTheWorker() {
    Subject subject =
        new Subject(
            CLIENT,
            false,
            List.of(
                new Restriction(Set.of(MARIA, COLIN), always()),
                new Restriction(Set.of(MARIA), always())),
            List.of(),
            List.of());

    assertThat(refusal(colinAsks(), noteAbout(subject))).hasValue(RefusalReason.RECORD_RESTRICTED);
    assertThat(permitted(asks(MARIA, "practitioner", ItemKind.CASE_NOTE), noteAbout(subject)))
        .isTrue();
  }

  @Test
  void aRecordAboutSeveralIsOpenOnlyIfItIsOpenForEach() {
    assertThat(
            refusal(colinAsks(), noteAbout(open(CLIENT), restrictedTo(SIBLING, always(), MARIA))))
        .hasValue(RefusalReason.RECORD_RESTRICTED);
  }

  @Test
  void aRefusalIsAboutThoseSubjectsOnWhoseAccountItIs() {
    ReadRequest colin = asks(COLIN, "practitioner", ItemKind.MEDIA);
    Subject consenting = withAuthorities(CLIENT, consent(always()));
    Glass guessing = new Glass.Broken(Set.of(CLIENT));

    assertThat(refusedAbout(colin, videoOf(consenting, closedTo(MARIA)), RECORD_RESTRICTED))
        .containsExactly(SIBLING);
    assertThat(
            refusedAbout(
                emergency("emergency-duty", guessing),
                noteAbout(open(CLIENT), closedTo(MARIA)),
                RefusalReason.BREAK_GLASS_NOT_PERMITTED))
        .containsExactly(SIBLING);
    assertThat(refusedAbout(colin, videoOf(consenting, open(SIBLING)), RefusalReason.MEDIA_HELD))
        .containsExactly(SIBLING);
    assertThat(
            refusedAbout(
                asks(COLIN, "auditor", ItemKind.MEDIA),
                videoOf(consenting, open(SIBLING)),
                RefusalReason.ROLE_NEVER_PERMITTED))
        .as("the reader's own ground concerns each subject alike")
        .containsExactly(CLIENT, SIBLING);
    assertThat(refusedAbout(colin, null, RefusalReason.UNKNOWN_RECORD)).isEmpty();
    assertThat(Deciding.decide(colin, noteAbout(open(SIBLING), protectedWith()), NOW))
        .isEqualTo(new Decision.BreakGlassRequired(List.of(CLIENT)));
  }

  @Test
  void anEmergencyStatedEarlierOpensWhatItWouldOpenIfStatedAgain() {
    DecidingFacts restricted = noteAbout(restrictedTo(CLIENT, always(), MARIA));
    DecidingFacts guarded = noteAbout(protectedWith());
    Glass knowing = new Glass.Standing(Set.of(CLIENT), Set.of(CLIENT));
    Glass guessing = new Glass.Standing(Set.of(CLIENT), Set.of());
    Glass forTheSibling = new Glass.Standing(Set.of(SIBLING), Set.of(SIBLING));

    assertThat(permitted(emergency("emergency-duty", knowing), restricted)).isTrue();
    assertThat(permitted(emergency("practitioner", guessing), guarded)).isTrue();
    for (ReadRequest asIfNothingWereStated :
        List.of(
            emergency("emergency-duty", guessing),
            emergency("emergency-duty", forTheSibling),
            emergency("practitioner", knowing))) {
      assertThat(refusal(asIfNothingWereStated, restricted)).hasValue(RECORD_RESTRICTED);
    }
    assertThat(Deciding.decide(emergency("practitioner", forTheSibling), guarded, NOW))
        .isInstanceOf(Decision.BreakGlassRequired.class);
  }

  @Test
  void breakingGlassOnARestrictedRecordNeedsTheRoleAndTheDateOfBirth() {
    DecidingFacts facts = noteAbout(restrictedTo(CLIENT, always(), MARIA));
    Glass knowing = new Glass.Broken(Set.of(CLIENT));
    Glass guessing = new Glass.Broken(Set.of());

    assertThat(permitted(emergency("emergency-duty", knowing), facts)).isTrue();
    assertThat(refusal(emergency("emergency-duty", guessing), facts))
        .hasValue(RefusalReason.BREAK_GLASS_NOT_PERMITTED);
    assertThat(refusal(emergency("practitioner", knowing), facts))
        .hasValue(RefusalReason.BREAK_GLASS_NOT_PERMITTED);
    assertThat(refusal(emergency("emergency-duty", new Glass.Whole()), facts))
        .hasValue(RefusalReason.RECORD_RESTRICTED);
  }

  @Test
  void breakingGlassOnAGroupRecordingNeedsTheDateOfBirthOfEachRestrictedSubject() {
    DecidingFacts facts =
        noteAbout(restrictedTo(CLIENT, always(), MARIA), restrictedTo(SIBLING, always(), MARIA));

    assertThat(refusal(emergency("emergency-duty", new Glass.Broken(Set.of(CLIENT))), facts))
        .hasValue(RefusalReason.BREAK_GLASS_NOT_PERMITTED);
  }

  private static ReadRequest emergency(String role, Glass glass) {
    return asks(COLIN, role, ItemKind.CASE_NOTE, Purpose.EMERGENCY, glass);
  }

  @Test
  void aProtectedClientIsOpenToWhoIsAllocatedInPersonOrTeam() {
    Allocation own = new Allocation(COLIN, null, always());
    Allocation team = new Allocation(null, "north", always());
    Allocation ended = new Allocation(COLIN, null, new Period(Instant.EPOCH, NOW));
    Allocation otherTeam = new Allocation(null, "south", always());

    assertThat(permitted(colinAsks(), noteAbout(protectedWith(own)))).isTrue();
    assertThat(permitted(colinAsks(), noteAbout(protectedWith(team)))).isTrue();
    for (Allocation none : List.of(ended, otherTeam)) {
      assertThat(Deciding.decide(colinAsks(), noteAbout(protectedWith(none)), NOW))
          .isInstanceOf(Decision.BreakGlassRequired.class);
    }
    assertThat(
            permitted(
                emergency("practitioner", new Glass.Broken(Set.of())),
                noteAbout(protectedWith(ended))))
        .isTrue();
  }

  @Test
  void restrictionSpeaksBeforeBreakGlassIsAskedFor() {
    Subject both =
        new Subject(
            CLIENT, true, List.of(new Restriction(Set.of(MARIA), always())), List.of(), List.of());

    assertThat(refusal(colinAsks(), noteAbout(both))).hasValue(RefusalReason.RECORD_RESTRICTED);
  }

  @Test
  void aRecordingIsHeldUnlessItsCaptureWasCoveredForEachClient() {
    ReadRequest colin = asks(COLIN, "practitioner", ItemKind.MEDIA);
    Subject consenting = withAuthorities(CLIENT, consent(always()));

    assertThat(permitted(colin, videoOf(consenting))).isTrue();
    assertThat(refusal(colin, videoOf(consenting, open(SIBLING))))
        .hasValue(RefusalReason.MEDIA_HELD);
    assertThat(refusal(colin, videoOf(withAuthorities(CLIENT, consent(new Period(NOW, null))))))
        .hasValue(RefusalReason.MEDIA_HELD);
    assertThat(
            permitted(
                colin,
                videoOf(
                    withAuthorities(
                        CLIENT,
                        authority(
                            AuthorityKind.BEST_INTERESTS,
                            false,
                            Set.of(ITEM),
                            new Period(NOW, LATER))))))
        .as("an authority that names the recording may come after it")
        .isTrue();
  }

  @Test
  void aConsentWithdrawnLaterDoesNotHoldBackWhatWasMadeUnderIt() {
    Subject subject = withAuthorities(CLIENT, consent(new Period(Instant.EPOCH, NOW)));

    assertThat(permitted(asks(COLIN, "practitioner", ItemKind.MEDIA), videoOf(subject))).isTrue();
  }

  @Test
  void theClientsOwnRefusalOutweighsConsentOfOthersButNoOrder() {
    MediaAuthority refusal =
        authority(AuthorityKind.OWN_CONSENT, true, Set.of(), new Period(Instant.EPOCH, null));
    MediaAuthority parent = authority(AuthorityKind.CONSENT_FOR_CHILD, false, Set.of(), always());
    MediaAuthority order = authority(AuthorityKind.COURT_ORDER, false, Set.of(), always());
    ReadRequest colin = asks(COLIN, "practitioner", ItemKind.MEDIA);

    assertThat(refusal(colin, videoOf(withAuthorities(CLIENT, refusal, parent))))
        .hasValue(RefusalReason.MEDIA_HELD);
    assertThat(permitted(colin, videoOf(withAuthorities(CLIENT, refusal, parent, order)))).isTrue();
  }

  @Test
  void ofTheClientsOwnConsentAndRefusalTheLaterRecordedHolds() {
    Instant first = BEFORE.minusSeconds(60);
    MediaAuthority consent = authority(AuthorityKind.OWN_CONSENT, false, Set.of(), always(), first);
    MediaAuthority refusal =
        authority(AuthorityKind.OWN_CONSENT, true, Set.of(), always(), first.plusSeconds(1));
    MediaAuthority secondThought =
        authority(AuthorityKind.OWN_CONSENT, false, Set.of(), always(), first.plusSeconds(2));
    MediaAuthority refusalAtOnce =
        authority(AuthorityKind.OWN_CONSENT, true, Set.of(), always(), first);
    MediaAuthority parentsLater =
        authority(AuthorityKind.CONSENT_FOR_CHILD, false, Set.of(), always(), NOW);
    ReadRequest colin = asks(COLIN, "practitioner", ItemKind.MEDIA);

    for (Subject refusing :
        List.of(
            withAuthorities(CLIENT, consent, refusal),
            withAuthorities(CLIENT, consent, refusalAtOnce),
            withAuthorities(CLIENT, consent, refusal, parentsLater))) {
      assertThat(refusal(colin, videoOf(refusing))).hasValue(RefusalReason.MEDIA_HELD);
    }
    assertThat(permitted(colin, videoOf(withAuthorities(CLIENT, refusal, secondThought)))).isTrue();
  }

  @Test
  void whatNamesTheRecordingLiftsTheHoldAsLongAsItHolds() {
    ReadRequest colin = asks(COLIN, "practitioner", ItemKind.MEDIA);
    MediaAuthority withdrawn =
        authority(
            AuthorityKind.OWN_CONSENT, false, Set.of(ITEM), new Period(NOW.minusSeconds(9), NOW));
    MediaAuthority refused =
        authority(AuthorityKind.OWN_CONSENT, true, Set.of(ITEM), new Period(NOW, null));

    assertThat(refusal(colin, videoOf(withAuthorities(CLIENT, withdrawn))))
        .hasValue(RefusalReason.MEDIA_HELD);
    assertThat(refusal(colin, videoOf(withAuthorities(CLIENT, consent(always()), refused))))
        .as("refused afterwards, and by name")
        .hasValue(RefusalReason.MEDIA_HELD);
  }

  @Test
  void nobodysConsentSpeaksForSomebodyNotIdentified() {
    ReadRequest colin = asks(COLIN, "practitioner", ItemKind.MEDIA);
    MediaAuthority namingConsent =
        authority(AuthorityKind.OWN_CONSENT, false, Set.of(ITEM), always());
    MediaAuthority duty = authority(AuthorityKind.STATUTORY_DUTY, false, Set.of(), always());
    MediaAuthority namingDuty =
        authority(AuthorityKind.STATUTORY_DUTY, false, Set.of(ITEM), always());
    Subject sibling = withAuthorities(SIBLING, consent(always()));

    for (MediaAuthority notEnough : List.of(consent(always()), namingConsent, duty)) {
      assertThat(
              refusedAbout(
                  colin,
                  videoOf(1, withAuthorities(CLIENT, notEnough), sibling),
                  RefusalReason.MEDIA_HELD))
          .containsExactly(CLIENT, SIBLING);
    }
    assertThat(permitted(colin, videoOf(1, withAuthorities(CLIENT, namingDuty), sibling))).isTrue();
    assertThat(refusal(colin, videoOf(1, withAuthorities(CLIENT, namingDuty), open(SIBLING))))
        .as("the others need authority all the same")
        .hasValue(RefusalReason.MEDIA_HELD);
  }

  @Test
  void whatIsHeldIsSeenByItsAuthorAndASupervisorOfTheHoldingTeam() {
    DecidingFacts held = videoOf(open(CLIENT));

    assertThat(permitted(asks(MARIA, "practitioner", ItemKind.MEDIA), held)).isTrue();
    assertThat(permitted(asks(COLIN, "supervisor", ItemKind.MEDIA), held)).isTrue();
    assertThat(
            refusal(
                asks(COLIN, "supervisor", ItemKind.MEDIA),
                new DecidingFacts(held.subjects(), Set.of("south"), held.recording())))
        .hasValue(RefusalReason.MEDIA_HELD);
  }
}

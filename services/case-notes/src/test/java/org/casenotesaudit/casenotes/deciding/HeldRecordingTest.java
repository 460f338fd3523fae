package org.casenotesaudit.casenotes.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.deciding.AskedAndKnown.*;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RefusalReason;
import org.junit.jupiter.api.Test;

/** The decision about recordings: held unless somebody with authority agreed to them. */
class HeldRecordingTest {

  private static final WorkerId SAM = new WorkerId("sam");

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
  void aParentsRefusalTakesNoneOfTheChildsOwnConsentButThatOfAParent() {
    Instant first = BEFORE.minusSeconds(60);
    MediaAuthority childs = authority(AuthorityKind.OWN_CONSENT, false, Set.of(), always(), first);
    MediaAuthority parents =
        authority(AuthorityKind.CONSENT_FOR_CHILD, false, Set.of(), always(), first);
    MediaAuthority parentRefuses =
        authority(AuthorityKind.CONSENT_FOR_CHILD, true, Set.of(), always(), first.plusSeconds(1));
    MediaAuthority parentThinksAgain =
        authority(AuthorityKind.CONSENT_FOR_CHILD, false, Set.of(), always(), first.plusSeconds(2));
    ReadRequest colin = asks(COLIN, "practitioner", ItemKind.MEDIA);

    assertThat(permitted(colin, videoOf(withAuthorities(CLIENT, childs, parentRefuses)))).isTrue();
    assertThat(refusal(colin, videoOf(withAuthorities(CLIENT, parents, parentRefuses))))
        .hasValue(RefusalReason.MEDIA_HELD);
    assertThat(permitted(colin, videoOf(withAuthorities(CLIENT, parentRefuses, parentThinksAgain))))
        .isTrue();
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
  void whatIsHeldIsSeenByItsAuthorAndWhoeverSupervisesThem() {
    DecidingFacts held = videoOf(open(CLIENT));

    assertThat(permitted(asks(MARIA, "practitioner", ItemKind.MEDIA), held)).isTrue();
    assertThat(permitted(media(reader(COLIN, "supervisor", MARIA)), held)).isTrue();
    for (Reader another :
        List.of(
            reader(COLIN, "supervisor"),
            reader(COLIN, "supervisor", SAM),
            reader(SAM, "practitioner", COLIN))) {
      assertThat(refusal(media(another), held)).hasValue(RefusalReason.MEDIA_HELD);
    }
  }

  private static ReadRequest media(Reader reader) {
    return asks(reader, ItemKind.MEDIA, Purpose.DIRECT_CARE, new Glass.Whole());
  }
}

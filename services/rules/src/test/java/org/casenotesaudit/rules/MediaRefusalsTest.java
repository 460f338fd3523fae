package org.casenotesaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.rules.Fixtures.*;

import java.util.Set;
import org.casenotesaudit.rules.facts.AuthorityKind;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.judgement.Judgement;
import org.casenotesaudit.rules.judgement.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose refusal of media stands against whose consent, and for which purposes. */
class MediaRefusalsTest {

  private static final String OUTSIDE = "media-used-outside-authority";

  @ParameterizedTest
  @EnumSource(names = {"CONSENT_FOR_CHILD", "ATTORNEY_OR_DEPUTY"})
  void anothersRefusalDoesNotTakeTheClientsOwnConsent(AuthorityKind another) {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("own", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .refusal(another, 3, Set.of());

    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(5).done()))).isEmpty();
  }

  @Test
  void aParentsRefusalTakesAParentsEarlierConsentAndALaterOneIsAChangeOfMind() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("parent", AuthorityKind.CONSENT_FOR_CHILD, 2, Set.of())
            .refusal(AuthorityKind.CONSENT_FOR_CHILD, 3, Set.of());

    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(5).done())))
        .containsExactly(OUTSIDE);

    story.authority("again", AuthorityKind.CONSENT_FOR_CHILD, 6, Set.of());
    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(7).done()))).isEmpty();
  }

  @Test
  void aRefusalTakenBackIsNoWithdrawalOfAConsent() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .refusal("no", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .withdrawn("no", 3);

    Judgement viewed = story.judge(anAccess(MARIA).toFilm().on(5).done());
    assertThat(concern(viewed.asKnown(), OUTSIDE).reasons())
        .containsExactly("no-authority-covers-this-use");
    assertThat(concern(viewed.asKnown(), OUTSIDE).severity()).isEqualTo(Severity.MEDIUM);
    Judgement captured = story.judge(anAccess(MARIA).on(5).capturing().done(), day(7));
    assertThat(concern(captured.asKnown(), "media-captured-without-authority").reasons())
        .containsExactly("no-authority-within-hours=24");

    story.authority("yes", AuthorityKind.OWN_CONSENT, 6, Set.of());
    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(7).done()))).isEmpty();
  }

  @Test
  void whoRefusesOnePurposeRefusesNoOther() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("own", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .refusal(AuthorityKind.OWN_CONSENT, 3, Set.of(Purpose.PUBLICITY));

    assertThat(
            alertsOf(
                story.judge(anAccess(MARIA).toFilm().forPurpose(Purpose.DIRECT_CARE).on(5).done())))
        .isEmpty();
    assertThat(
            alertsOf(
                story.judge(anAccess(MARIA).toFilm().forPurpose(Purpose.PUBLICITY).on(6).done())))
        .containsExactly(OUTSIDE);
  }
}

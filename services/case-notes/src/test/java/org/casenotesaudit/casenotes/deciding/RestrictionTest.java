package org.casenotesaudit.casenotes.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.deciding.AskedAndKnown.*;
import static org.casenotesaudit.events.RefusalReason.RECORD_RESTRICTED;

import java.util.List;
import java.util.Set;
import org.casenotesaudit.events.RefusalReason;
import org.junit.jupiter.api.Test;

/** The decision about restricted records, and in which order the grounds speak. */
class RestrictionTest {

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
  void restrictionSpeaksBeforeBreakGlassIsAskedFor() {
    Subject both =
        new Subject(
            CLIENT, true, List.of(new Restriction(Set.of(MARIA), always())), List.of(), List.of());

    assertThat(refusal(colinAsks(), noteAbout(both))).hasValue(RefusalReason.RECORD_RESTRICTED);
  }
}

package org.casenotesaudit.casenotes.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.deciding.AskedAndKnown.*;
import static org.casenotesaudit.events.RefusalReason.RECORD_RESTRICTED;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.events.RefusalReason;
import org.junit.jupiter.api.Test;

/** The decision in an emergency: what broken glass opens, for whom, and what it needs. */
class BreakGlassTest {

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
}

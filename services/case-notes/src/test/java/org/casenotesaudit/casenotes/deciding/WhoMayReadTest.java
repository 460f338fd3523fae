package org.casenotesaudit.casenotes.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.deciding.AskedAndKnown.*;

import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision by who asks: roles, employment, and a record that nobody knows. */
class WhoMayReadTest {

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
            new Reader(COLIN, Set.of(), Set.of("north"), Set.of(), Employment.EMPLOYED),
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
            new Reader(
                COLIN, Set.of("auditor", "practitioner"), Set.of(), Set.of(), Employment.EMPLOYED),
            ItemKind.CASE_NOTE,
            ITEM,
            Action.VIEW,
            Purpose.DIRECT_CARE,
            new Glass.Whole());

    assertThat(permitted(request, noteAbout(open(CLIENT)))).isTrue();
  }

  @Test
  void reviewersLearnANameBehindAConcernForAuditOnly() {
    DecidingFacts facts = noteAbout(restrictedTo(CLIENT, always(), MARIA));

    assertThat(permitted(asksForName("compliance-officer", Purpose.AUDIT), facts)).isTrue();
    assertThat(refusal(asksForName("compliance-officer", Purpose.DIRECT_CARE), facts))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
    assertThat(refusal(asksForName("directory-admin", Purpose.AUDIT), facts))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
  }

  @Test
  void reviewersLearnNoIdentityOutsideAConcernWhateverThePurpose() {
    DecidingFacts facts = noteAbout(restrictedTo(CLIENT, always(), MARIA));

    assertThat(
            refusal(
                asks(
                    COLIN,
                    "compliance-officer",
                    ItemKind.CLIENT_IDENTITY,
                    Purpose.AUDIT,
                    new Glass.Whole()),
                facts))
        .hasValue(RefusalReason.ROLE_NEVER_PERMITTED);
  }

  private static ReadRequest asksForName(String role, Purpose purpose) {
    return asks(COLIN, role, ItemKind.NAME_BEHIND_CONCERN, purpose, new Glass.Whole());
  }

  @ParameterizedTest
  @EnumSource(Employment.class)
  void onlyWhoIsNotInPostIsTurnedAway(Employment employment) {
    ReadRequest request =
        new ReadRequest(
            new Reader(COLIN, Set.of("practitioner"), Set.of(), Set.of(), employment),
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
}

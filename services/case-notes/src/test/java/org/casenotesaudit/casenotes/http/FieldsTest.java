package org.casenotesaudit.casenotes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.testkit.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields as callers send them, and what they hear when they send nonsense. */
class FieldsTest {

  /** It is 2026-03-10, half past nine. */
  private final Fields fields = new Fields(MovableClock.atAnOrdinaryHour());

  private static void refused(ThrowingCallable reading, String field) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.problem().status()).isEqualTo(400);
              assertThat(problem.problem().code()).isEqualTo("invalid-field");
              assertThat(problem.problem().detail()).startsWith(field + ": ").contains("expected");
            });
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "1",
        "0000000000004000800000000000000a",
        "1-1-1-1-1",
        "00000000-0000-4000-8000-00000000000A",
        "'; drop table client; --"
      })
  void whatIsNoUuidInLowerCaseIsRefused(String found) {
    refused(() -> fields.id("clientId", found), "clientId");
  }

  @Test
  void aUuidIsRead() {
    UUID id = UUID.randomUUID();

    assertThat(fields.id("clientId", id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-03-10",
        "2026-02-30T00:00:00Z",
        "2026-03-10T09:30:00",
        "1899-12-31T23:59:59Z",
        "+999999999-01-01T00:00:00Z",
        "2026-03-10T09:36:00Z"
      })
  void anImpossiblePastIsRefused(String found) {
    refused(() -> fields.past("openedAt", found), "openedAt");
  }

  @Test
  void aPastWithinClockSkewOrAnotherOffsetIsRead() {
    assertThat(fields.past("openedAt", "2026-03-10T09:34:59Z"))
        .isEqualTo(Instant.parse("2026-03-10T09:34:59Z"));
    assertThat(fields.past("openedAt", "2026-03-10T10:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-03-10T09:00:00Z"));
    assertThat(fields.past("openedAt", null)).isEqualTo(Instant.parse("2026-03-10T09:30:00Z"));
  }

  @Test
  void aPeriodThatEndsBeforeItBeginsIsRefused() {
    refused(() -> fields.period("2026-03-10T09:30:00Z", "2026-03-10T09:30:00Z"), "validUntil");
    assertThat(fields.period(null, null))
        .isEqualTo(new Period(Instant.parse("2026-03-10T09:30:00Z"), null));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "UNKNOWN", "video", "HOLOGRAM"})
  void aSymbolOutsideTheListIsRefused(String found) {
    refused(() -> fields.code("kind", found, MediaKind.class), "kind");
  }

  @Test
  void aTextIsRefusedByItsLengthWithoutBeingRepeated() {
    assertThatThrownBy(() -> fields.text("text", "secret words", 5))
        .hasMessageContaining("12 characters")
        .hasMessageNotContaining("secret");
    refused(() -> fields.text("text", " \n\t", 5), "text");
    refused(() -> fields.text("text", null, 5), "text");
    refused(() -> fields.text("text", "a\0b", 5), "text");
    assertThat(fields.text("text", "😀😀😀😀😀", 5)).hasSize(10);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "1899-12-31", "2026-03-12", "2015-02-29", "04/03/2015"})
  void anImpossibleDateOfBirthIsRefusedWithoutBeingRepeated(String found) {
    refused(() -> fields.dateOfBirth("dateOfBirth", found), "dateOfBirth");
    assertThatThrownBy(() -> fields.dateOfBirth("dateOfBirth", found))
        .hasMessageEndingWith(
            "\"an impossible date\" (expected: a date from 1900-01-01 to today, as 2015-03-04)");
  }

  @Test
  void whatIsNeitherSaidToBeSoNorNotIsRefused() {
    refused(() -> fields.stated("clientTold", null), "clientTold");
    assertThat(fields.stated("clientTold", true)).isTrue();
    assertThat(fields.stated("clientTold", false)).isFalse();
  }

  @Test
  void workerAndTeamAreOneOrTheOther() {
    String id = UUID.randomUUID().toString();

    refused(() -> fields.assignee(null, null), "workerId, teamId");
    refused(() -> fields.assignee(id, id), "workerId, teamId");
    assertThat(fields.assignee(id, null).workerId()).isEqualTo(id);
    assertThat(fields.assignee(null, id).teamIdText()).isEqualTo(id);
  }

  @Test
  void aListWithoutEndIsRefused() {
    String id = UUID.randomUUID().toString();

    refused(() -> fields.ids("mediaIds", Collections.nCopies(101, id)), "mediaIds");
    assertThat(fields.ids("mediaIds", Collections.nCopies(100, id))).hasSize(1);
  }
}

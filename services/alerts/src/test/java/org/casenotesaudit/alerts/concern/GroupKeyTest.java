package org.casenotesaudit.alerts.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.concern.Alerts.NOON;
import static org.casenotesaudit.alerts.concern.Alerts.anAlert;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GroupKeyTest {

  private static GroupKey key(Alerts alert) {
    return GroupKey.of(alert.alert());
  }

  @Test
  void rulesOfOneFamilyOnOneDayFormOneConcern() {
    assertThat(key(anAlert("a").of("after-ending")))
        .isEqualTo(key(anAlert("b").of("no-relationship").at(NOON.plus(Duration.ofHours(11)))));
  }

  @Test
  void anotherWorkerClientFamilyOrDayIsAnotherConcern() {
    GroupKey one = key(anAlert("a"));
    assertThat(key(anAlert("b").by("worker-2"))).isNotEqualTo(one);
    assertThat(key(anAlert("b").on("client-2"))).isNotEqualTo(one);
    assertThat(key(anAlert("b").of("media-used-outside-authority"))).isNotEqualTo(one);
    assertThat(key(anAlert("b").at(NOON.plus(Duration.ofDays(1))))).isNotEqualTo(one);
  }

  @Test
  void conductAndMendingNeverShareAConcern() {
    assertThat(key(anAlert("a"))).isNotEqualTo(key(anAlert("b").notAttributable()));
  }

  @Test
  void theDayIsThatOfTheAccessInUtc() {
    assertThat(key(anAlert("a").at(java.time.Instant.parse("2026-11-20T23:59:59.999999Z"))).day())
        .isEqualTo(java.time.LocalDate.of(2026, 11, 20));
  }

  @Test
  void anAlertAboutNoClientHasAGroupOfItsOwn() {
    assertThat(key(anAlert("a").on(null)).text())
        .isEqualTo("worker-1||RELATIONSHIP|CONDUCT|2026-11-20");
  }

  @Test
  void aRuleNewerThanThisListStillFindsAFamily() {
    assertThat(RuleFamily.of("rule-of-the-future")).isEqualTo(RuleFamily.OTHER);
  }
}

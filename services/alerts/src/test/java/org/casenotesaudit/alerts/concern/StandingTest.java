package org.casenotesaudit.alerts.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.alerts.concern.Alerts.anAlert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {

  @Test
  void theGravestAlertThatStandsWeighs() {
    Standing standing =
        Standing.of(
            List.of(
                anAlert("a").weighing(Severity.LOW, 100).standing(),
                anAlert("b").weighing(Severity.CRITICAL, 900).withdrawnInRevision(2),
                anAlert("c").weighing(Severity.MEDIUM, 450).of("no-relationship").standing()));
    assertThat(standing.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(standing.score()).isEqualTo(450);
    assertThat(standing.alertCount()).isEqualTo(3);
    assertThat(standing.withdrawnCount()).isEqualTo(1);
    assertThat(standing.allWithdrawn()).isFalse();
  }

  @Test
  void whenAllAreWithdrawnTheLastWeightStaysVisible() {
    Standing standing =
        Standing.of(List.of(anAlert("a").weighing(Severity.HIGH, 700).withdrawnInRevision(2)));
    assertThat(standing.allWithdrawn()).isTrue();
    assertThat(standing.score()).isEqualTo(700);
  }

  @Test
  void anAlertRaisedAgainAfterItsWithdrawalStandsAgain() {
    assertThat(anAlert("a").inRevision(1).withdrawnInRevision(2).withdrawn()).isTrue();
    assertThat(anAlert("a").inRevision(3).withdrawnInRevision(2).withdrawn()).isFalse();
  }

  @Test
  void anAlertThatMovedToMendingStandsAgainstNobodysConduct() {
    Member moved =
        anAlert("a").weighing(Severity.HIGH, 700).notAttributable().thatJoined(ConcernKind.CONDUCT);
    Standing both =
        Standing.of(List.of(moved, anAlert("b").weighing(Severity.LOW, 100).standing()));
    assertThat(both.severity()).isEqualTo(Severity.LOW);
    assertThat(both.score()).isEqualTo(100);
    assertThat(both.alertCount()).isEqualTo(2);
    assertThat(both.withdrawnCount()).isEqualTo(1);
    assertThat(Standing.of(List.of(moved)).allWithdrawn()).isTrue();
    assertThat(Standing.of(List.of(anAlert("a").notAttributable().standing())).allWithdrawn())
        .isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void theOrderOfTheAlertsDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Alerts alert =
          anAlert("a" + i)
              .weighing(Severity.values()[1 + random.nextInt(5)], random.nextInt(1001))
              .at(Alerts.NOON.plusSeconds(random.nextInt(10_000)));
      members.add(random.nextBoolean() ? alert.standing() : alert.withdrawnInRevision(2));
    }
    Standing before = Standing.of(members);
    Collections.shuffle(members, random);
    assertThat(Standing.of(members)).isEqualTo(before);
  }

  @Test
  void aConcernWithoutAlertCannotExist() {
    assertThatThrownBy(() -> Standing.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}

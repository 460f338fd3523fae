package org.casenotesaudit.audittrail.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.casenotesaudit.audittrail.ATrail;
import org.casenotesaudit.testkit.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one ledger: one writes, the other stands by and goes on when it is gone. */
class WriterSeatIT {

  @TempDir private Path folder;

  @Test
  void whoeverComesSecondStandsByAndWritesOnceTheFirstIsGone() throws SQLException {
    ATrail trail = ATrail.in(folder);
    LedgerWriter first = trail.unclaimed(trail.asRun());
    LedgerWriter second = trail.unclaimed(trail.asRun());
    try (WriterSeat one = new WriterSeat(trail.asRun(), first);
        WriterSeat other = new WriterSeat(trail.asRun(), second)) {
      one.start();
      other.start();

      assertThat(first.append(List.of(trail.anEvent()), List.of()).appended()).isOne();
      assertThat(writes(second, trail)).isFalse();
      assertThat(second.isSuperseded()).isTrue();
      assertThat(writes(first, trail)).as("the first was not disturbed").isTrue();

      one.close();

      Eventually.eventually(
          "the second writes", Duration.ofSeconds(20), () -> writes(second, trail), it -> it);
      assertThat(second.isSuperseded()).isFalse();
      assertThatThrownBy(() -> first.append(List.of(trail.anEvent()), List.of()))
          .isInstanceOf(ZombieWriterException.class);
    }
  }

  private static boolean writes(LedgerWriter writer, ATrail trail) {
    try {
      return writer.append(List.of(trail.anEvent()), List.of()).appended() == 1;
    } catch (ZombieWriterException standsBy) {
      return false;
    } catch (SQLException e) {
      throw new AssertionError("not asked", e);
    }
  }
}

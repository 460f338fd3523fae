package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckpointWatchTest {

  @Test
  void aWatchThatEndedByItselfFailsTheJourney() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    CheckpointWatch watch =
        CheckpointWatch.over(
            () -> {
              looked.countDown();
              throw new IllegalStateException("nothing that a killed process would cause");
            });
    assertThat(looked.await(30, TimeUnit.SECONDS)).as("it looks").isTrue();
    assertThatThrownBy(watch::end)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ended by itself")
        .hasRootCauseMessage("nothing that a killed process would cause");
  }

  @Test
  void aLogThatIsAwayForAMomentIsAskedAgain() throws Exception {
    CountDownLatch looked = new CountDownLatch(4);
    Iterator<String> served = List.of("first", "away", "second").iterator();
    CheckpointWatch watch =
        CheckpointWatch.over(
            () -> {
              looked.countDown();
              String next = served.hasNext() ? served.next() : "second";
              if (next.equals("away")) {
                throw new IOException("connection refused");
              }
              return next;
            });
    assertThat(looked.await(30, TimeUnit.SECONDS)).as("it looks").isTrue();
    assertThat(watch.end()).containsExactly("first", "second");
  }
}

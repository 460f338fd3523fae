package org.casenotesaudit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void noPortIsGivenTwice() {
    assertThat(IntStream.range(0, 1_000).map(i -> Ports.free()).toArray()).doesNotHaveDuplicates();
  }

  @Test
  void noPortIsOneThatAnOutgoingConnectionMayTake() {
    assertThat(IntStream.range(0, 1_000).map(i -> Ports.free()).max().orElseThrow())
        .isLessThan(32_768);
  }
}

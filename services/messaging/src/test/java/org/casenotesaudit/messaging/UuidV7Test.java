package org.casenotesaudit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidV7Test {

  @Test
  void theExampleOfTheSpecificationHasThisShape() {
    // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z is 017F22E2-79B0-7...
    UUID id = new UuidV7(InstantSource.fixed(Instant.ofEpochMilli(0x017F22E279B0L))).next();
    assertThat(id.toString()).startsWith("017f22e2-79b0-7");
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void idsOnlyGrowAlsoWhenTheClockStepsBackOrStandsStill(long seed) {
    Random random = new Random(seed);
    AtomicLong now = new AtomicLong(1_700_000_000_000L);
    UuidV7 ids = new UuidV7(() -> Instant.ofEpochMilli(now.get()), random);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(1_000) == 0) {
        now.addAndGet(random.nextInt(20) - 8);
      }
      made.add(ids.next().toString());
    }
    // As text they sort like unsigned numbers, which UUID.compareTo does not.
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }
}

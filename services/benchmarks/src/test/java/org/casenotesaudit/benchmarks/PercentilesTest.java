package org.casenotesaudit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void ninetyNineOfAHundredTookNoLongerThanTheNinetyNinthInOrder() {
    List<Long> hundred = LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).boxed().toList();
    var percentiles = Percentiles.of(hundred);
    assertThat(percentiles).isEqualTo(new Percentiles(100, 50, 95, 99, 100));
  }

  @Test
  void oneMeasurementIsEveryPercentile() {
    assertThat(Percentiles.of(List.of(2_500_000L)))
        .isEqualTo(new Percentiles(1, 2.5, 2.5, 2.5, 2.5));
  }

  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatThrownBy(() -> Percentiles.of(List.of())).hasMessageContaining("nothing");
  }

  @Test
  void anOptionThatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> Options.of(new String[] {"latency", "--rate", "fast"}))
        .hasMessage("rate: \"fast\" (expected: a whole number from 1)");
  }
}

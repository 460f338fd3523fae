package org.casenotesaudit.alerts.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.Supplier;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {

  private static final String OMAR = "00000000-0000-4000-8000-000000000004";

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "status, closed, open",
    "severity, urgent, INFO",
    "rule, Kim Canary, the code of a rule",
    "rule, 'after-ending ', the code of a rule",
    "assignee, Canary, 'a worker id, me or nobody'",
    "assignee, 1-2-3-4-5, 'a worker id, me or nobody'",
    "sort, colour, 'SCORE, NEWEST'",
  })
  void aWordThatCannotMeanAnythingIsRefused(String filter, String word, String expected) {
    assertRefused(() -> parsed(filter, word), filter, expected);
  }

  @Test
  void aRuleThatIsNewerThanThisReleaseIsLookedFor() {
    assertThat(parsed("rule", "a-rule-of-next-year").rule()).contains("a-rule-of-next-year");
  }

  @Test
  void anEmptyFieldMeansAny() {
    assertThat(parsed("rule", " ").rule()).isEmpty();
    assertThat(parsed("assignee", "").assignee()).isEmpty();
  }

  @Test
  void assigneesAreAWorkerWhoeverAsksOrNobody() {
    assertThat(parsed("assignee", OMAR).assignee()).contains(OMAR);
    assertThat(parsed("assignee", "me").assignee()).contains(OMAR);
    assertThat(parsed("assignee", "nobody").assignee()).contains(QueueFilter.NOBODY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE})
  void aPageOfAnImpossibleSizeIsRefused(int limit) {
    assertRefused(() -> FilterText.limit(limit), "limit", "1 to 200");
  }

  @Test
  void aPageHoldsFiftyUnlessAsked() {
    assertThat(FilterText.limit(null)).isEqualTo(50);
    assertThat(FilterText.limit(200)).isEqualTo(200);
  }

  private static void assertRefused(Supplier<?> call, String field, String expected) {
    assertThatThrownBy(call::get)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem().detail())
                    .startsWith(field + ": ")
                    .contains("(expected: " + expected)
                    .doesNotContain("Canary"));
  }

  private static QueueFilter parsed(String filter, String word) {
    return FilterText.parse(
        only("status", filter, word),
        only("severity", filter, word),
        only("rule", filter, word),
        only("assignee", filter, word),
        only("sort", filter, word),
        new WorkerId(OMAR));
  }

  private static Optional<String> only(String name, String filter, String word) {
    return name.equals(filter) ? Optional.of(word) : Optional.empty();
  }
}

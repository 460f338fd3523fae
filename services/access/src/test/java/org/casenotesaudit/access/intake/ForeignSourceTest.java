package org.casenotesaudit.access.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignSourceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case-notes",
        "access",
        "confidentiality",
        "audit-trail",
        "alerts",
        "confidentiality-0-1",
        "access-2",
        "Case-Notes"
      })
  void aNameThatOneOfOurAppsNumbersItsEventsUnderIsNoSource(String subject) {
    assertThatThrownBy(() -> ForeignSource.of(subject))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("not-a-source"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ines", "intake-1", "accessories", "alerts2", "records.example_7"})
  void anyOtherClientIsASource(String subject) {
    assertThat(ForeignSource.of(subject)).isEqualTo(subject);
  }
}

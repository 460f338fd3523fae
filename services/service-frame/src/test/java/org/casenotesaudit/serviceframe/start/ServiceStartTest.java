package org.casenotesaudit.serviceframe.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The one line with which a service that does not start says why. */
class ServiceStartTest {

  @Test
  void whatWasExpectedIsSaidInItsOwnWords() {
    var refused = new IllegalStateException("KEYS_DIR: empty (expected: a folder)");
    var wrapped =
        new IllegalStateException("Error instantiating bean\nPath taken: a -> b", refused);

    assertThat(ServiceStart.reason(new RuntimeException(wrapped)))
        .isEqualTo("KEYS_DIR: empty (expected: a folder)");
  }

  @Test
  void aMessageOfManyLinesThatQuotesItsCauseIsNotTakenForIt() {
    var refused = new IllegalStateException("KEYS_DIR: empty (expected: a folder)");
    var quoting =
        new IllegalStateException(
            "Error instantiating bean\nMessage: KEYS_DIR: empty (expected: a folder)", refused);

    assertThat(ServiceStart.reason(quoting)).isEqualTo("KEYS_DIR: empty (expected: a folder)");
  }

  @Test
  void ofAnyOtherFailureItsRootIsSaidWithKindAndPlace() {
    var root = new IllegalArgumentException("no such\n  thing");

    assertThat(ServiceStart.reason(new RuntimeException("wrapped", root)))
        .startsWith("no such; thing (IllegalArgumentException at serviceframe.start.");
  }

  @Test
  void aFailureWithoutAMessageIsNamed() {
    assertThat(ServiceStart.reason(new NullPointerException()))
        .startsWith("no reason given (NullPointerException at ");
  }
}

package org.casenotesaudit.access.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An id has one spelling: a caller who sends another means nobody. */
class IdSpellingTest {

  private static final String ID = "0b6c2d2e-5f0a-4d7c-8f43-2f9a3c1d7e11";

  @ParameterizedTest
  @ValueSource(strings = {"1-1-1-1-1", "0B6C2D2E-5F0A-4D7C-8F43-2F9A3C1D7E11", "colin", ""})
  void anotherSpellingIsRefusedWhereverAnIdIsRead(String text) {
    assertRefused(() -> AccessBodies.uuid("clientId", text), 400);
    assertRefused(() -> WorkerId.parse("workerId", text), 400);
    assertRefused(() -> WorkerId.ofSubject(text), 403);
    assertRefused(() -> AccessId.parse(text), 404);
  }

  @Test
  void theOneSpellingIsTaken() {
    assertThat(AccessBodies.uuid("clientId", ID)).hasToString(ID);
    assertThat(WorkerId.parse("workerId", ID)).hasToString(ID);
    assertThat(WorkerId.ofSubject(ID)).hasToString(ID);
    assertThat(AccessId.parse(ID)).hasToString(ID);
  }

  private static void assertRefused(ThrowingCallable reading, int status) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(status));
  }
}

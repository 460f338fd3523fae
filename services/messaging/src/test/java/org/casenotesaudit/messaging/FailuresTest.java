package org.casenotesaudit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void aFailureIsNamedWithoutAWordOfItsMessage() {
    SQLException cause = new SQLException("Key (name)=(Canary Person) already exists", "23505");
    String name = Failures.nameOf(new IllegalStateException("about Canary Person", cause));
    assertThat(name)
        .startsWith("IllegalStateException < SQLException 23505 at messaging.FailuresTest:")
        .doesNotContain("Canary");
  }
}

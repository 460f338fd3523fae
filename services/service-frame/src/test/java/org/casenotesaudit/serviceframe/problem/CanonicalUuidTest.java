package org.casenotesaudit.serviceframe.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUuidTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0B6C2D2E-5F0A-4D7C-8F43-2F9A3C1D7E11",
        "0b6c2d2e-5f0a-4d7c-8f43-2f9a3c1d7e1",
        "0b6c2d2e-5f0a-4d7c-8f43-2f9a3c1d7e110",
        "0b6c2d2e-5f0a-4d7c-8f43-2f9a3c1d7e11 ",
        "0b6c2d2e-5f0a-4d7c-8f43-2f9a3c1d7e11\n",
        "0b6c2d2e5f0a4d7c8f432f9a3c1d7e11",
        "{0b6c2d2e-5f0a-4d7c-8f43-2f9a3c1d7e11}"
      })
  void anotherSpellingIsNoId(String text) {
    assertThat(CanonicalUuid.parse(text)).isEmpty();
  }

  @Test
  void theOneSpellingIsAnId() {
    UUID id = UUID.randomUUID();
    assertThat(CanonicalUuid.parse(id.toString())).hasValue(id);
  }
}

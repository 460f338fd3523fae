package org.casenotesaudit.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentIdTest {

  @Test
  void theSameContentGivesTheSameIdForever() {
    // Golden: printf '\0\0\0\3abc' | sha256sum, with version and variant set.
    assertThat(ContentId.uuidV8("abc".getBytes(UTF_8)))
        .isEqualTo(UUID.fromString("d04b72a6-50ce-8f8c-a496-3330a53ee283"));
  }

  @Test
  void whereOnePartEndsAndTheNextBeginsMakesADifference() {
    assertThat(id("ab", "c")).isNotEqualTo(id("a", "bc")).isNotEqualTo(id("abc"));
  }

  @Test
  void itSaysThatItIsVersionEight() {
    assertThat(id("x").version()).isEqualTo(8);
    assertThat(id("x").variant()).isEqualTo(2);
  }

  private static UUID id(String... parts) {
    byte[][] bytes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = parts[i].getBytes(UTF_8);
    }
    return ContentId.uuidV8(bytes);
  }
}

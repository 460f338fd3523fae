package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanarySearchTest {

  private static final int CHUNK_BYTES = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "12", "123", "[\"salt\",\"name\",\""})
  void aWordIsFoundAsItIsInHexAndInBase64WhateverStandsBeforeIt(String before) throws IOException {
    byte[] bytes = (before + Canaries.NOTE + "\"]").getBytes(StandardCharsets.UTF_8);

    assertFound(bytes);
    assertFoundAnyhowWritten(bytes);
  }

  @Test
  void aRecordingIsFoundAsItIsInHexAndInBase64() throws IOException {
    assertFound(Canaries.PHOTO);
    assertFoundAnyhowWritten(Canaries.PHOTO);
  }

  @Test
  void whatLiesAcrossTwoPartsOfTheBytesIsFound() throws IOException {
    byte[] bytes = new byte[2 * CHUNK_BYTES];
    byte[] word = Canaries.NOTE.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(word, 0, bytes, CHUNK_BYTES - word.length / 2, word.length);

    assertFound(bytes);
  }

  @Test
  void whatHoldsNoneIsLookedThroughToItsEnd() throws IOException {
    CanarySearch search = new CanarySearch();

    assertThat(search.firstIn(new ByteArrayInputStream(new byte[CHUNK_BYTES + 1]))).isEmpty();
    assertThat(search.firstIn("a canal, a canard, canaries")).isEmpty();
    assertThat(search.bytes()).isEqualTo(CHUNK_BYTES + 1 + 27);
  }

  private static void assertFoundAnyhowWritten(byte[] bytes) throws IOException {
    for (String written :
        List.of(
            HexFormat.of().formatHex(bytes),
            HexFormat.of().withUpperCase().formatHex(bytes),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
      assertFound(written.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void assertFound(byte[] bytes) throws IOException {
    assertThat(new CanarySearch().firstIn(new ByteArrayInputStream(bytes))).isPresent();
  }
}

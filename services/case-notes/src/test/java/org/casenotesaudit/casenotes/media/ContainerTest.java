package org.casenotesaudit.casenotes.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files by their first bytes, whatever they are called. */
class ContainerTest {

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG, ff d8 ff e0 00 10 4a 46 49 46",
    "JPEG, ff d8 ff e1 00 10 45 78 69 66",
    "PNG, 89 50 4e 47 0d 0a 1a 0a 00 00",
    "WEBP, 52 49 46 46 10 00 00 00 57 45 42 50",
    "WAV, 52 49 46 46 10 00 00 00 57 41 56 45",
    "HEIC, 00 00 00 18 66 74 79 70 68 65 69 63",
    "HEIC, 00 00 00 18 66 74 79 70 6d 69 66 31",
    "MP4, 00 00 00 20 66 74 79 70 69 73 6f 6d",
    "MP4, 00 00 00 20 66 74 79 70 4d 34 41 20",
    "QUICKTIME, 00 00 00 14 66 74 79 70 71 74 20 20",
    "WEBM, 1a 45 df a3 9f 42 86 81 01 42 f7 81 01 42 f2 81 04 42 f3 81 08 42 82 84 77 65 62 6d",
    "OGG, 4f 67 67 53 00 02 00 00",
    "FLAC, 66 4c 61 43 00 00 00 22",
    "MP3, 49 44 33 04 00 00",
    "MP3, ff fb 90 64 00 00"
  })
  void aRecordingIsKnownByItsFirstBytes(Container expected, String head) {
    assertThat(Container.of(hex(head))).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3c 68 74 6d 6c 3e", // <html>
        "25 50 44 46 2d 31", // %PDF-1
        "50 4b 03 04 14 00", // zip
        "4d 5a 90 00 03 00", // exe
        "47 49 46 38 39 61", // GIF89a
        "3c 73 76 67 20 78", // <svg x
        "1a 45 df a3 01 00 00 00 00 00 00 23 42 86 81 01 6d 61 74 72 6f 73 6b 61", // matroska
        "52 49 46 46 10 00 00 00 41 56 49 20", // AVI
        "00 00 00 20 66 74 79 70 63 72 78 20", // Canon raw
        "ff ff ff ff ff ff",
        "ff d8",
        "00"
      })
  void whatIsNoRecordingWeTakeIsNothing(String head) {
    assertThat(Container.of(hex(head))).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void anyBytesAreLookedAtWithoutHarm(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] head = new byte[random.nextInt(Container.BYTES_LOOKED_AT + 1)];
      random.nextBytes(head);
      assertThat(Container.of(head)).isNotNull();
    }
  }

  @Test
  void aDeclaredTypeThatLiesIsRefusedWithFoundAndExpected() {
    byte[] png = hex("89504e470d0a1a0a");

    assertThatThrownBy(() -> new DeclaredType(MediaKind.PHOTO, "image/jpeg").provenBy(png))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(415);
              assertThat(refused.problem().code()).isEqualTo("media-type-mismatch");
              assertThat(refused.problem().detail())
                  .isEqualTo("file: \"image/png\" (expected: image/jpeg, as declared)");
            });
    assertThatThrownBy(() -> new DeclaredType(MediaKind.VIDEO, "image/png").provenBy(png))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("file: \"image/png\" (expected: for VIDEO one of ")
        .hasMessageContaining("video/mp4");
    assertThatThrownBy(
            () ->
                new DeclaredType(MediaKind.PHOTO, "image/png")
                    .provenBy("<html>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("file: \"bytes of no known recording\" (expected: for PHOTO one of ")
        .hasMessageContaining("image/jpeg");
  }

  @Test
  void aTruthfulTypeIsTakenByAnyOfItsNamesAndKeptByOne() {
    byte[] wav = hex("524946461000000057415645");

    for (String name : new String[] {"audio/wav", "audio/x-wav", "AUDIO/WAVE"}) {
      assertThat(new DeclaredType(MediaKind.AUDIO, name).provenBy(wav)).isEqualTo("audio/wav");
    }
    assertThat(new DeclaredType(MediaKind.AUDIO, null).provenBy(wav)).isEqualTo("audio/wav");
    assertThat(new DeclaredType(MediaKind.AUDIO, "application/octet-stream").provenBy(wav))
        .isEqualTo("audio/wav");
  }
}

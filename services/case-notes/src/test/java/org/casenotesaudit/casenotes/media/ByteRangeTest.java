package org.casenotesaudit.casenotes.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.casenotesaudit.casenotes.media.ByteRange.Part;
import org.casenotesaudit.casenotes.media.ByteRange.Unsatisfiable;
import org.casenotesaudit.casenotes.media.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of recordings: which are asked for, and which bytes come. */
class ByteRangeTest {

  @Test
  void oneRangeOfBytesIsAPart() {
    assertThat(ByteRange.of("bytes=0-0", 10)).isEqualTo(new Part(0, 0, 10));
    assertThat(ByteRange.of("bytes=3-", 10)).isEqualTo(new Part(3, 9, 10));
    assertThat(ByteRange.of("bytes=3-99", 10)).isEqualTo(new Part(3, 9, 10));
    assertThat(ByteRange.of("bytes=-4", 10)).isEqualTo(new Part(6, 9, 10));
    assertThat(ByteRange.of("bytes=-99", 10)).isEqualTo(new Part(0, 9, 10));
  }

  @Test
  void whatLiesBehindTheEndIsUnsatisfiable() {
    assertThat(ByteRange.of("bytes=10-", 10)).isEqualTo(new Unsatisfiable(10));
    assertThat(ByteRange.of("bytes=-0", 10)).isEqualTo(new Unsatisfiable(10));
    assertThat(new Unsatisfiable(10).contentRange()).isEqualTo("bytes */10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=-",
        "bytes=5-3",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes=a-b",
        "bytes=99999999999999999999-"
      })
  void anythingElseGivesTheWhole(String header) {
    assertThat(ByteRange.of(header, 10)).isEqualTo(new Whole(10));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void aPartIsExactlyTheBytesAskedForAndOpensNoOtherChunk(long seed) throws IOException {
    Random random = new Random(seed);
    int chunk = MediaIntake.CHUNK_BYTES;
    byte[] film = new byte[1 + random.nextInt(5 * chunk)];
    random.nextBytes(film);
    for (int i = 0; i < 50; i++) {
      int first = random.nextInt(film.length);
      int last = first + random.nextInt(film.length - first);
      Set<Integer> opened = new HashSet<>();
      try (InputStream part =
          new RecordingStream(
              index -> {
                opened.add(index);
                return Arrays.copyOfRange(
                    film, index * chunk, Math.min(film.length, (index + 1) * chunk));
              },
              first,
              last)) {
        assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(film, first, last + 1));
        assertThat(part.read()).isEqualTo(-1);
      }
      assertThat(opened).hasSize(last / chunk - first / chunk + 1);
    }
  }

  @Test
  void aChunkThatIsTooShortIsNotPassedOver() throws IOException {
    try (InputStream part = new RecordingStream(index -> new byte[3], 0, 9)) {
      assertThatThrownBy(part::readAllBytes).isInstanceOf(IllegalStateException.class);
    }
  }
}

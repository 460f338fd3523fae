package org.casenotesaudit.casenotes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.casenotesaudit.casenotes.http.MultipartReader.Part;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms part by part: whole, in crumbs, and broken. */
class MultipartReaderTest {

  private static final String TYPE = "multipart/form-data; boundary=b0";

  private record Seen(String name, String type, String text) {}

  private static List<Seen> read(InputStream body, String type) throws IOException {
    MultipartReader reader = MultipartReader.of(body, type);
    List<Seen> seen = new ArrayList<>();
    for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
      seen.add(
          new Seen(
              part.get().name(),
              String.valueOf(part.get().contentType()),
              new String(part.get().bytes().readAllBytes(), StandardCharsets.ISO_8859_1)));
    }
    assertThat(reader.next()).as("after the end").isEmpty();
    return seen;
  }

  private static List<Seen> read(String body) throws IOException {
    return read(new ByteArrayInputStream(bytes(body)), TYPE);
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String part(String name, String value) {
    return "--b0\nContent-Disposition: form-data; name=\"" + name + "\"\n\n" + value + "\n";
  }

  @Test
  void partsComeInTheirOrderWithTheirBytes() throws IOException {
    String file =
        "--b0\n"
            + "CONTENT-TYPE: video/mp4; codecs=x\n"
            + "content-disposition: form-data; filename=\"a\"; name=file\n\n"
            + "--b0 is no delimiter here\n"
            + "--b\n";
    assertThat(
            read(
                "preamble\n"
                    + part("kind", "VIDEO")
                    + part("empty", "")
                    + file
                    + "--b0--\nepilogue"))
        .containsExactly(
            new Seen("kind", "null", "VIDEO"),
            new Seen("empty", "null", ""),
            new Seen("file", "video/mp4", "--b0 is no delimiter here\r\n--b"));
    assertThat(
            read(
                new ByteArrayInputStream(bytes(part("a", "1") + "--b0--")),
                TYPE.replace("b0", "\"b0\"")))
        .containsExactly(new Seen("a", "null", "1"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyBytesComeBackHoweverTheyArrive(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] content = new byte[random.nextInt(200_000)];
    for (int i = 0; i < content.length; i++) {
      // Mostly what delimiters are made of.
      content[i] = (byte) "\r\n--b01x".charAt(random.nextInt(8));
    }
    String text = new String(content, StandardCharsets.ISO_8859_1).replace("\r\n--b0", "\r\n--b1");
    byte[] form =
        ("--b0\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n" + text + "\r\n--b0--\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);

    List<Seen> seen = read(new Crumbs(form, random), TYPE);

    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().text().equals(text)).as("the same bytes").isTrue();
  }

  /** Gives a few bytes at a time, as a network does. */
  private static final class Crumbs extends ByteArrayInputStream {
    private final Random random;

    Crumbs(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1 + random.nextInt(5_000)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b0\nContent-Disposition: form-data; name=\"a\"\n",
        "--b0\nContent-Disposition: form-data; name=\"a\"\nContent-Type: Multipart/mixed;"
            + " boundary=c\n\n--c\n\n1\n--c--\n--b0--",
        "--b0\nContent-Disposition: form-data; name=\"a\"\n\nbroken off",
        "--b0\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b",
        "--b0\nContent-Disposition: form-data\n\n1\n--b0--",
        "--b0\nContent-Type: text/plain\n\n1\n--b0--"
      })
  void aBrokenFormIsRefused(String body) {
    refused(() -> read(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no delimiter at all",
        "--b0",
        "--b0--",
        "preamble\n--b0--\n",
        "--b0x\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b0x--"
      })
  void whatHoldsNoPartIsEmpty(String body) throws IOException {
    assertThat(read(body)).isEmpty();
  }

  @Test
  void aFormWithoutABoundaryOrWithAnEndlessHeadIsRefused() {
    refused(() -> read(new ByteArrayInputStream(new byte[0]), "multipart/form-data"));
    refused(() -> read("--b0\n" + "a: b\n".repeat(3_000)));
    refused(() -> read("--b0\n" + "a".repeat(20_000)));
  }

  private static void refused(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(ProblemException.class)
        .hasMessageEndingWith(
            "body: \"a malformed form\" (expected: multipart/form-data as in RFC 7578)");
  }
}

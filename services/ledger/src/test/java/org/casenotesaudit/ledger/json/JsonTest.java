package org.casenotesaudit.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static Json parse(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesAreSortedAsRfc8785SortsThem() {
    // RFC 8785 section 3.2.3: by UTF-16 code units, so the emoji (a surrogate pair) comes before
    // the Hebrew presentation form.
    var text =
        "{\"\u20ac\":1,\"\\r"
            + "\":2,\"\ufb33\":3,\"1\":4,\"\ud83d\ude00\":5,\"\u0080\":6,\"\u00f6\":7}";
    assertThat(parse(text).canonical())
        .isEqualTo(
            "{\"\\r"
                + "\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void canonicalFormIsThatOfTheReferenceImplementation(long seed) throws IOException {
    var random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      var value = random.nextBoolean() ? object(random, 4) : Json.array(List.of(object(random, 3)));
      var theirs = new JsonCanonicalizer(value.canonical()).getEncodedString();
      assertThat(value.canonical()).isEqualTo(theirs);
      assertThat(Json.parseCanonical(value.canonicalBytes())).isEqualTo(value);
    }
  }

  private static Json object(Random random, int depth) {
    var members = new TreeMap<String, Json>();
    for (int i = random.nextInt(6); i > 0; i--) {
      members.put(text(random), value(random, depth - 1));
    }
    return Json.object(members);
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Json.text(text(random));
      case 1 -> Json.whole(random.nextLong() >> (11 + random.nextInt(50)));
      case 2 -> Json.flag(random.nextBoolean());
      case 3 -> Json.nothing();
      case 4 -> object(random, depth);
      default -> {
        var items = new ArrayList<Json>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield Json.array(items);
      }
    };
  }

  private static String text(Random random) {
    var out = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int[] points = {
        'a', '"', '\\', '\n', 0x01, 0x1f, 0x7f, 0xe9, 0x2028, 0xfb33, 0x1f600, '/', '<'
      };
      out.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "[1,]",
        "[1 2]",
        "{a:1}",
        "tru",
        "nul",
        "True",
        "NaN",
        "Infinity",
        "1.0",
        "1e3",
        "1E400",
        "-0",
        "01",
        "-",
        "+1",
        ".5",
        "9007199254740992",
        "-9007199254740992",
        "99999999999999999999999",
        "1 2",
        "{} {}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800a\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\t\"",
        "\"\n\"",
        "\"\u0000\"",
        "'a'",
        "// c\n1",
        "\u00a01",
        "\ufeff1",
        "[\"a\",,1]"
      })
  void whatTwoReadersCouldReadDifferentlyIsRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    for (var bytes :
        List.of(
            new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xff, '"'})) {
      assertThatThrownBy(() -> Json.parse(bytes))
          .isInstanceOf(MalformedJsonException.class)
          .hasMessageContaining("UTF-8");
    }
  }

  @Test
  void thirtyTwoLevelsAreReadAndThirtyThreeAreNot() {
    assertThat(parse("[".repeat(32) + "]".repeat(32))).isInstanceOf(Json.Array.class);
    assertThatThrownBy(() -> parse("[".repeat(33) + "]".repeat(33)))
        .isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void anotherSpellingIsReadButNotAsCanonical() {
    var bytes = "{\"b\":1, \"a\":\"\\u0041\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(Json.parse(bytes).canonical()).isEqualTo("{\"a\":\"A\",\"b\":1}");
    assertThatThrownBy(() -> Json.parseCanonical(bytes)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void loneSurrogatesAndLargeNumbersCannotBeMade() {
    assertThatThrownBy(() -> Json.text("a\ud800")).isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> Json.whole(1L << 53)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void aRefusalDoesNotShowTheText() {
    assertThatThrownBy(() -> parse("\"Anna Example\" x")).hasMessageNotContaining("Anna");
  }
}

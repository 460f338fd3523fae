package org.casenotesaudit.ledger.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeMap;

/** Reads strict JSON: whatever two readers could understand differently is refused. */
final class JsonReader {
  private static final int DEEPEST = 32;

  private final String text;
  private int position;

  private JsonReader(String text) {
    this.text = text;
  }

  static Json read(byte[] utf8) {
    var reader = new JsonReader(decode(utf8));
    reader.skipSpace();
    var value = reader.value(1);
    reader.skipSpace();
    if (reader.position < reader.text.length()) {
      throw reader.refusal("the end");
    }
    return value;
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedJsonException("bytes that are not UTF-8", "UTF-8");
    }
  }

  private Json value(int depth) {
    if (depth > DEEPEST) {
      throw refusal("at most " + DEEPEST + " levels");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Flag(true));
      case 'f' -> word("false", new Json.Flag(false));
      case 'n' -> word("null", new Json.Nothing());
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw refusal("a value");
    };
  }

  private Json object(int depth) {
    var members = new TreeMap<String, Json>();
    position++;
    skipSpace();
    if (peek() == '}') {
      position++;
      return new Json.Object(members);
    }
    while (true) {
      skipSpace();
      if (peek() != '"') {
        throw refusal("a name in quotes");
      }
      int nameAt = position;
      var name = string();
      skipSpace();
      expect(':');
      skipSpace();
      if (members.put(name, value(depth + 1)) != null) {
        throw new MalformedJsonException(nameAt, "the same name twice", "each name once");
      }
      skipSpace();
      if (peek() == '}') {
        position++;
        return new Json.Object(members);
      }
      expect(',');
    }
  }

  private Json array(int depth) {
    var items = new ArrayList<Json>();
    position++;
    skipSpace();
    if (peek() == ']') {
      position++;
      return new Json.Array(items);
    }
    while (true) {
      skipSpace();
      items.add(value(depth + 1));
      skipSpace();
      if (peek() == ']') {
        position++;
        return new Json.Array(items);
      }
      expect(',');
    }
  }

  private String string() {
    int start = position;
    position++;
    var out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(position++);
      if (c < 0x20) {
        position--;
        throw refusal("control characters escaped");
      }
      out.append(c == '\\' ? escape() : c);
    }
    position++;
    var value = out.toString();
    try {
      CanonicalWriter.requireWellFormed(value);
    } catch (MalformedJsonException lone) {
      throw new MalformedJsonException(start, "a lone surrogate", "well-formed Unicode");
    }
    return value;
  }

  private char escape() {
    char c = peek();
    position++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        position--;
        throw refusal("an escape of JSON");
      }
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw refusal("four hexadecimal digits");
      }
      code = code * 16 + digit;
      position++;
    }
    return (char) code;
  }

  private Json number() {
    int start = position;
    if (peek() == '-') {
      position++;
    }
    int firstDigit = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    var digits = text.substring(start, position);
    boolean another = position < text.length() && ".eE".indexOf(text.charAt(position)) >= 0;
    boolean leadingZero = position - firstDigit > 1 && text.charAt(firstDigit) == '0';
    if (position == firstDigit
        || another
        || leadingZero
        || digits.equals("-0")
        || digits.length() > 17) {
      throw new MalformedJsonException(start, "another number", "a whole number below 2^53");
    }
    return new Json.Whole(Long.parseLong(digits));
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, position)) {
      throw refusal(word);
    }
    position += word.length();
    return value;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw refusal("'" + wanted + "'");
    }
    position++;
  }

  private char peek() {
    if (position >= text.length()) {
      throw new MalformedJsonException(position, "the end", "more");
    }
    return text.charAt(position);
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** Shows a character's number and never the text: what is being read may be confidential. */
  private MalformedJsonException refusal(String expected) {
    var found = String.format(Locale.ROOT, "character U+%04X", (int) text.charAt(position));
    return new MalformedJsonException(position, found, expected);
  }
}

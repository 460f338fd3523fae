package org.casenotesaudit.ledger.json;

/** Writes JSON in the one spelling of RFC 8785: no white space, sorted names, shortest escapes. */
final class CanonicalWriter {
  private CanonicalWriter() {}

  static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Text text -> writeText(text.value(), out);
      case Json.Whole whole -> out.append(whole.value());
      case Json.Flag flag -> out.append(flag.value());
      case Json.Nothing nothing -> out.append("null");
      case Json.Array array -> {
        out.append('[');
        var separator = "";
        for (var item : array.items()) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(']');
      }
      case Json.Object object -> {
        out.append('{');
        var separator = "";
        for (var member : object.members().entrySet()) {
          out.append(separator);
          writeText(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append("\\u00")
                .append(c < 0x10 ? '0' : '1')
                .append("0123456789abcdef".charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A surrogate without its other half cannot be written as UTF-8: Java would turn it into '?'. */
  static void requireWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new MalformedJsonException("a lone surrogate", "well-formed Unicode");
      }
    }
  }
}

package org.casenotesaudit.alerts.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casenotesaudit.alerts.concern.Concern;

/** Where a page of the queue ended: score and number of its last concern. Opaque to callers. */
record Cursor(int score, long openedNumber) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  static Cursor after(Concern last) {
    return new Cursor(last.score(), last.openedNumber());
  }

  /** Empty if the text is no cursor of ours. */
  static Optional<Cursor> parse(String text) {
    try {
      Matcher parts =
          FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
      return parts.matches()
          ? Optional.of(
              new Cursor(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((score + ":" + openedNumber).getBytes(StandardCharsets.US_ASCII));
  }
}

package org.casenotesaudit.ledger.entry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.casenotesaudit.ledger.json.Json;

/**
 * How values of events are written, so that nothing is lost and every JSON reader reads the same.
 */
public final class Values {
  private static final DateTimeFormatter SIX_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Values() {}

  /** An Avro long: a decimal string, since JSON readers lose digits beyond 2^53. */
  public static Json longNumber(long value) {
    return Json.text(Long.toString(value));
  }

  /** An Avro int: a JSON number. */
  public static Json intNumber(int value) {
    return Json.whole(value);
  }

  /** Avro bytes or fixed: unpadded base64url. */
  public static Json bytes(byte[] value) {
    return Json.text(Base64.getUrlEncoder().withoutPadding().encodeToString(value));
  }

  /**
   * An Avro timestamp: RFC 3339 in UTC with six digits of the second. Outside the years 0000 to
   * 9999, which RFC 3339 cannot write, microseconds since 1970 as a decimal string: a foreign
   * system's nonsense must not stop the log.
   */
  public static Json timestamp(Instant value) {
    int year = value.atOffset(ZoneOffset.UTC).getYear();
    if (year < 0 || year > 9999) {
      return longNumber(
          Math.addExact(
              Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1000));
    }
    return Json.text(SIX_DIGITS.format(value));
  }
}

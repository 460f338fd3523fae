package org.casenotesaudit.serviceframe.tracing;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as <a href="https://www.w3.org/TR/2021/REC-trace-context-1-20211123/">W3C
 * Trace Context</a> has it: version 00, nothing but lower-case hexadecimal digits.
 */
record Traceparent(String traceId, String parentId, boolean sampled) {

  /** Of any version; of later ones than 00 there may be more, behind another dash. */
  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final int SAMPLED = 1;

  /** A trace that begins here. Nobody was asked to keep it. */
  static Traceparent beginning(SecureRandom random) {
    return new Traceparent(hex(random, 16), hex(random, 8), false);
  }

  /** What a header says; empty if it is not as the recommendation has it. */
  static Optional<Traceparent> read(String header) {
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String version = parts.group(1);
    boolean longer = parts.group(5) != null;
    if (version.equals("ff")
        || (version.equals("00") && longer)
        || isZero(parts.group(2))
        || isZero(parts.group(3))) {
      return Optional.empty();
    }
    boolean sampled = (HexFormat.fromHexDigits(parts.group(4)) & SAMPLED) != 0;
    return Optional.of(new Traceparent(parts.group(2), parts.group(3), sampled));
  }

  /** As a header: version 00, and of the flags only the one that it defines. */
  @Override
  public String toString() {
    return "00-%s-%s-%02x".formatted(traceId, parentId, sampled ? SAMPLED : 0);
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  private static String hex(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

package org.casenotesaudit.casenotes.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a recording is asked for (RFC 9110, section 14). One range of bytes is served;
 * several at once, another unit or a malformed header give the whole, as the RFC allows.
 */
public sealed interface ByteRange {

  /** All of it: 200. */
  record Whole(long size) implements ByteRange {}

  /**
   * A part: 206.
   *
   * @param first first byte, from 0
   * @param last last byte, inclusive
   */
  record Part(long first, long last, long size) implements ByteRange {

    public String contentRange() {
      return "bytes " + first + "-" + last + "/" + size;
    }
  }

  /** Nothing that exists: 416. */
  record Unsatisfiable(long size) implements ByteRange {

    public String contentRange() {
      return "bytes */" + size;
    }
  }

  /**
   * @param header value of the Range header, or null
   * @param size size of the recording in bytes, at least 1
   */
  static ByteRange of(@Nullable String header, long size) {
    Matcher range = Form.ONE_RANGE.matcher(header == null ? "" : header.strip());
    if (!range.matches()) {
      return new Whole(size);
    }
    String from = range.group(1);
    String to = range.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? new Whole(size) : suffix(Long.parseLong(to), size);
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    if (!to.isEmpty() && Long.parseLong(to) < first) {
      return new Whole(size);
    }
    return first >= size ? new Unsatisfiable(size) : new Part(first, last, size);
  }

  private static ByteRange suffix(long length, long size) {
    return length == 0
        ? new Unsatisfiable(size)
        : new Part(Math.max(0, size - length), size - 1, size);
  }

  /** Digits are bounded so that no number overflows. */
  final class Form {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    private Form() {}
  }
}

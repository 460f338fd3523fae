package org.casenotesaudit.casenotes.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form part by part as it comes in (RFC 7578, RFC 2046 §5.1), holding no more of it than
 * one buffer. The server's own reader keeps a file in memory until all fields have come.
 */
final class MultipartReader {

  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final Pattern NAME =
      Pattern.compile("(?i);\\s*name=(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))");
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int HEAD_BYTES_MAX = 8 * 1024;

  private final InputStream body;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int begin;
  private int end;
  private boolean bodyEnded;

  /**
   * One part. Its bytes are gone once the next part is asked for.
   *
   * @param name of the form's field
   * @param contentType as its sender says, or null
   * @param bytes end where the part does
   */
  record Part(String name, @Nullable String contentType, InputStream bytes) {}

  private MultipartReader(InputStream body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first delimiter stands at the very beginning, without the line end before it.
    buffer[0] = '\r';
    buffer[1] = '\n';
    end = 2;
  }

  /**
   * @param contentType header of the request
   * @throws ProblemException 400 if it names no boundary
   */
  static MultipartReader of(InputStream body, @Nullable String contentType) throws IOException {
    Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!matcher.find()) {
      throw malformed("a form without a boundary");
    }
    MultipartReader reader = new MultipartReader(body, oneOf(matcher));
    reader.skipRest();
    return reader;
  }

  /**
   * The next part; empty after the last one.
   *
   * @throws ProblemException 400 if the form breaks off or a part says no name
   */
  Optional<Part> next() throws IOException {
    skipRest();
    require(delimiter.length + 2);
    begin += delimiter.length;
    if (buffer[begin] == '-' && buffer[begin + 1] == '-') {
      // What follows the last delimiter says nothing; a further call finds the same end.
      begin -= delimiter.length;
      return Optional.empty();
    }
    if (!line().isBlank()) {
      throw malformed("characters after a delimiter");
    }
    String name = null;
    String type = null;
    int headBytes = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      headBytes += line.length();
      if (headBytes > HEAD_BYTES_MAX) {
        throw malformed("a part with a head of more than " + HEAD_BYTES_MAX + " bytes");
      }
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-disposition:")) {
        Matcher matcher = NAME.matcher(line);
        name = matcher.find() ? oneOf(matcher) : null;
      } else if (header.startsWith("content-type:")) {
        type = line.substring("content-type:".length()).split(";", 2)[0].strip();
      }
    }
    if (name == null) {
      throw malformed("a part without a name");
    }
    return Optional.of(new Part(name, type, new PartStream()));
  }

  /** A value in quotes or without. */
  private static String oneOf(Matcher matcher) {
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private String line() throws IOException {
    var text = new ByteArrayOutputStream();
    while (true) {
      require(1);
      byte next = buffer[begin++];
      if (next == '\n') {
        return text.toString(StandardCharsets.UTF_8).stripTrailing();
      }
      if (text.size() > HEAD_BYTES_MAX) {
        throw malformed("a line of more than " + HEAD_BYTES_MAX + " bytes");
      }
      text.write(next);
    }
  }

  private void skipRest() throws IOException {
    while (available() > 0) {
      begin += available();
    }
  }

  /** Bytes of this part that are in the buffer; 0 where its delimiter stands. */
  private int available() throws IOException {
    fill(delimiter.length);
    for (int i = begin; i + delimiter.length <= end; i++) {
      if (buffer[i] == '\r'
          && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i - begin;
      }
    }
    if (end - begin < delimiter.length) {
      throw malformed("a form that breaks off");
    }
    // The last bytes may be the beginning of a delimiter.
    return end - begin - delimiter.length + 1;
  }

  private void require(int bytes) throws IOException {
    fill(bytes);
    if (end - begin < bytes) {
      throw malformed("a form that breaks off");
    }
  }

  /** Has so many bytes in the buffer, unless the body ends before. */
  private void fill(int bytes) throws IOException {
    if (end - begin >= bytes) {
      return;
    }
    System.arraycopy(buffer, begin, buffer, 0, end - begin);
    end -= begin;
    begin = 0;
    while (!bodyEnded && end < bytes) {
      int read = body.read(buffer, end, buffer.length - end);
      bodyEnded = read < 0;
      end += Math.max(read, 0);
    }
  }

  private static ProblemException malformed(String found) {
    return ProblemException.invalidField("body", found, "multipart/form-data as in RFC 7578");
  }

  private final class PartStream extends InputStream {

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = Math.min(length, MultipartReader.this.available());
      if (count == 0) {
        return -1;
      }
      System.arraycopy(buffer, begin, into, offset, count);
      begin += count;
      return count;
    }
  }
}

package org.casenotesaudit.journeys;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart/form-data body (RFC 7578), built field by field; the file goes last. */
final class Multipart {

  private static final String BOUNDARY = "----case-notes-audit-journey-7d1f";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Multipart field(String name, String value) {
    return write(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
            .formatted(BOUNDARY, name, value));
  }

  Multipart file(String fileName, String contentType, byte[] bytes) {
    write(
        ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                + "Content-Type: %s\r\n\r\n")
            .formatted(BOUNDARY, fileName, contentType));
    body.writeBytes(bytes);
    return write("\r\n--" + BOUNDARY + "--\r\n");
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] body() {
    return body.toByteArray();
  }

  private Multipart write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }
}

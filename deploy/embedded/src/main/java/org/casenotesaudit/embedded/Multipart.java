package org.casenotesaudit.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart/form-data body (RFC 7578), built field by field. */
final class Multipart {
  private static final String BOUNDARY = "----case-notes-audit-demo-5f1c0c52";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Multipart field(String name, String value) {
    write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(BOUNDARY, name));
    write(value + "\r\n");
    return this;
  }

  Multipart file(String name, String fileName, String contentType, byte[] bytes) {
    write(
        ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                + "Content-Type: %s\r\n\r\n")
            .formatted(BOUNDARY, name, fileName, contentType));
    body.writeBytes(bytes);
    write("\r\n");
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] body() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}

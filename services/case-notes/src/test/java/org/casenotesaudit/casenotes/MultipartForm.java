package org.casenotesaudit.casenotes;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A form with a file, byte for byte as browsers send it, in the order in which parts are added. */
final class MultipartForm {

  private final String boundary = "form-" + UUID.randomUUID();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  MultipartForm field(String name, String value) {
    head("form-data; name=\"" + name + "\"", null);
    body.writeBytes((value + "\r\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  MultipartForm file(@Nullable String type, byte[] bytes) {
    head("form-data; name=\"file\"; filename=\"a.bin\"", type);
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  HttpRequest.Builder post(HttpRequest.Builder request) {
    byte[] end = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    body.writeBytes(end);
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }

  private void head(String disposition, @Nullable String type) {
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: "
            + disposition
            + "\r\n"
            + (type == null ? "" : "Content-Type: " + type + "\r\n")
            + "\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
  }
}

package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MultipartTest {

  @Test
  void fieldsAndFileStandBetweenTheBoundaries() {
    var form =
        new Multipart().field("kind", "VIDEO").file("file", "a.mp4", "video/mp4", new byte[] {65});

    var boundary = form.contentType().replace("multipart/form-data; boundary=", "--");
    assertThat(new String(form.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            boundary
                + "\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nVIDEO\r\n"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n"
                + "Content-Type: video/mp4\r\n\r\nA\r\n"
                + boundary
                + "--\r\n");
  }
}

package org.casenotesaudit.audittrail.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

  @Test
  void theExportsRouteSaysThatAnIdempotencyKeyDoesNotApplyAndThatItGivesAZip() throws IOException {
    assertThat(description().replaceAll("\\s+", " "))
        .containsPattern(
            "/v1/exports: post:.{0,400}An Idempotency-Key does not apply: each export is a read")
        .containsPattern("/v1/exports: post:.*application/zip");
  }

  private static String description() throws IOException {
    try (var file = ApiDescriptionTest.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

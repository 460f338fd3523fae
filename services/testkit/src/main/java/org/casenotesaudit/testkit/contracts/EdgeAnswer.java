package org.casenotesaudit.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * What an edge answered, held against what was agreed.
 *
 * @param question what it was asked, for whoever reads why a test fails
 */
record EdgeAnswer(String question, HttpResponse<byte[]> raw) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final JsonShape PROBLEM =
      JsonShape.object()
          .with("type", JsonShape.text())
          .with("title", JsonShape.text())
          .with("status", JsonShape.wholeNumber())
          .with("code", JsonShape.text())
          .with("detail", JsonShape.text());

  /** 200, and JSON of this shape. */
  JsonNode json(JsonShape shape) {
    assertThat(raw.statusCode()).as(text()).isEqualTo(200);
    assertThat(header("Content-Type")).isEqualTo("application/json");
    JsonNode body = tree();
    assertThat(shape.faults("", body)).as(text()).isEmpty();
    return body;
  }

  /** Somebody's words or bytes: no cache may keep them. */
  EdgeAnswer unkept() {
    assertThat(header("Cache-Control")).isEqualTo("no-store");
    return this;
  }

  /** A problem with this code. */
  void problem(int status, String code) {
    assertThat(problem(status).path("code").asText()).as(text()).isEqualTo(code);
  }

  /** A problem, whatever its code. */
  JsonNode problem(int status) {
    assertThat(raw.statusCode()).as(text()).isEqualTo(status);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode body = tree();
    assertThat(PROBLEM.faults("", body)).as(text()).isEmpty();
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("type").asText())
        .isEqualTo("urn:case-notes-audit:problem:" + body.path("code").asText());
    return body;
  }

  /** The one value of a header; nothing if it is not there. */
  String header(String name) {
    return String.join(", ", raw.headers().allValues(name));
  }

  private JsonNode tree() {
    try {
      return JSON.readTree(raw.body());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(text(), unreadable);
    }
  }

  private String text() {
    return question
        + " -> "
        + raw.statusCode()
        + " "
        + new String(raw.body(), StandardCharsets.UTF_8);
  }
}

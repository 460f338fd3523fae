package org.casenotesaudit.testkit.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** One request to a stand-in, and the ways in which an app would answer it. */
public final class StandInCall {

  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpExchange exchange;

  StandInCall(HttpExchange exchange) {
    this.exchange = exchange;
  }

  public String path() {
    return exchange.getRequestURI().getPath();
  }

  /** What stands behind the question mark; nothing if there is none. */
  public String query() {
    return Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
  }

  /** Nothing if it was not sent. */
  public String header(String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  /** The body, if it is as agreed; else the caller is refused, and nothing is left to do. */
  public Optional<JsonNode> bodyOf(JsonShape agreed) {
    try {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      String faults = agreed.faults("", body).collect(Collectors.joining("; "));
      if (faults.isEmpty()) {
        return Optional.of(body);
      }
      problem(400, "invalid-field", faults);
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** 200, for whoever asks now. */
  public void unkept(Object body) {
    setHeader("Cache-Control", "no-store");
    json(200, "application/json", body);
  }

  /** 200. */
  public void json(Object body) {
    json(200, "application/json", body);
  }

  public void problem(int status, String code, String detail) {
    json(
        status,
        "application/problem+json",
        Map.of(
            "type",
            "urn:case-notes-audit:problem:" + code,
            "title",
            "Of a stand-in",
            "status",
            status,
            "code",
            code,
            "detail",
            detail));
  }

  public StandInCall setHeader(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
    return this;
  }

  /**
   * Bytes of the type that a header says.
   *
   * @param inChunks without a length
   */
  public void bytes(int status, byte[] body, boolean inChunks) {
    try {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, inChunks ? 0 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void json(int status, String type, Object body) {
    try {
      setHeader("Content-Type", type);
      bytes(status, JSON.writeValueAsBytes(body), false);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

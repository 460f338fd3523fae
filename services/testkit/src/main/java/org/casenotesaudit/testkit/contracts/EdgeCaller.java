package org.casenotesaudit.testkit.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls an edge as the neighbour does: HTTP/1.1, and nothing in the head that it does not send. */
final class EdgeCaller {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final Optional<String> token;

  private EdgeCaller(String url, Optional<String> token) {
    this.url = url;
    this.token = token;
  }

  static EdgeCaller of(EdgeStage stage) {
    return new EdgeCaller(stage.url(), Optional.of(stage.token()));
  }

  static EdgeCaller withoutToken(EdgeStage stage) {
    return new EdgeCaller(stage.url(), Optional.empty());
  }

  /** Sends JSON. */
  EdgeAnswer post(String path, Object json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.toString())),
        json.toString());
  }

  /** Sends no body, nor says what type it would be of. */
  EdgeAnswer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()), "no body");
  }

  /**
   * @param headers name, value, name, value …
   */
  EdgeAnswer get(String path, String... headers) {
    HttpRequest.Builder request = request(path).GET();
    return send(
        headers.length == 0 ? request : request.headers(headers), String.join(" ", headers));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request;
  }

  private static EdgeAnswer send(HttpRequest.Builder asking, String what) {
    HttpRequest request = asking.build();
    try {
      return new EdgeAnswer(
          request.method() + " " + request.uri() + " " + what,
          HTTP.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

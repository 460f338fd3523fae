package org.casenotesaudit.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The system that {@code deploy/up} started, seen as its users see it: over HTTP, with tokens. */
final class RunningSystem {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Path deploy;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  /**
   * @param deploy the folder with the commands
   */
  RunningSystem(Path deploy) {
    this.deploy = deploy;
  }

  static String address(String variable, int port) {
    String set = System.getenv(variable);
    return "http://127.0.0.1:" + (set == null ? port : Integer.parseInt(set));
  }

  static String caseNotes() {
    return address("CASE_NOTES_PORT", 8081);
  }

  static String access() {
    return address("ACCESS_PORT", 8082);
  }

  static String auditTrail() {
    return address("AUDIT_TRAIL_PORT", 8084);
  }

  static String alerts() {
    return address("ALERTS_PORT", 8080);
  }

  /** Sends and expects success; anything else ends the measurement, which would otherwise lie. */
  JsonNode call(String person, String method, String url, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(person, method, url, body);
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + url + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  HttpResponse<String> send(String person, String method, String url, @Nullable Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + tokenOf(person));
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException nobodyListens) {
      throw new IOException(
          method + " " + url + ": nobody answers; is the system up? (deploy/up)", nobodyListens);
    }
  }

  /** Fetches tokens before anything is timed: each takes a process of its own. */
  void signIn(String... people) throws IOException, InterruptedException {
    for (String person : people) {
      tokenOf(person);
    }
  }

  private String tokenOf(String person) throws IOException, InterruptedException {
    String known = tokens.get(person);
    if (known != null) {
      return known;
    }
    Process process = new ProcessBuilder(deploy.resolve("token").toString(), person).start();
    String token = read(process.getInputStream());
    // Read when the token has come: the little that a command complains of fits into the pipe.
    String complaint = read(process.getErrorStream());
    int exit = process.waitFor();
    if (exit != 0) {
      String said = "deploy/token " + person + ": " + complaint.replaceFirst("error: ", "");
      if (exit == 2) {
        // It reads the same variables: what it does not understand in them is not understood here.
        throw new IllegalArgumentException(said);
      }
      throw new IOException(said);
    }
    tokens.put(person, token);
    return token;
  }

  private static String read(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}

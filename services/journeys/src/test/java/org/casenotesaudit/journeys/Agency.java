package org.casenotesaudit.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A whole system of its own: started by the same commands that its users run, on free ports, with
 * its passwords, keys and (but for containers) data in a folder of this build.
 */
final class Agency implements AutoCloseable {

  /** What its parts run as. */
  interface Machinery {
    /** The command that starts what does not run, and its arguments. */
    List<String> up();

    /** The command that stops everything. */
    List<String> down();

    /** Ends a part as if the power of its machine had gone. */
    void kill(Agency agency, String part) throws IOException, InterruptedException;

    /** All that a part has logged. */
    String log(Agency agency, String part) throws IOException, InterruptedException;

    /** The folder of this machine where a part that is there keeps its data, running or not. */
    Path data(Agency agency, String part);

    /** Where PostgreSQL answers: host and port. */
    String database(Agency agency);
  }

  static final String MARIA = "00000000-0000-4000-8000-000000000001";
  static final String COLIN = "00000000-0000-4000-8000-000000000002";
  static final String SOFIA = "00000000-0000-4000-8000-000000000003";
  static final String OMAR = "00000000-0000-4000-8000-000000000004";
  static final String CHILDREN_NORTH = "00000000-0000-4000-8000-0000000000a1";

  private static final List<String> PORTS =
      List.of(
          "ALERTS",
          "CASE_NOTES",
          "ACCESS",
          "CONFIDENTIALITY",
          "AUDIT_TRAIL",
          "REGISTRY",
          "OIDC",
          "KAFKA",
          "KAFKA_2",
          "KAFKA_3",
          "POSTGRES",
          "KAFKA_CONTROLLER",
          "REGISTRY_MANAGEMENT");
  private static final Duration COMMAND_PATIENCE = Duration.ofMinutes(5);
  private static final Duration TOKEN_KEPT = Duration.ofMinutes(20);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Machinery machinery;
  private final Path run;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String value, long until) {}

  /** What a command printed and how it ended. */
  record Outcome(int exitCode, String output) {}

  Agency(String name, Machinery machinery) throws IOException {
    this.machinery = machinery;
    run = Path.of("target", "agencies", name).toAbsolutePath();
    environment.put("RUN_DIR", run.toString());
    // The build made what is tested; building again beside it would test something else.
    environment.put("SKIP_BUILD", "1");
    environment.put("COMPOSE_PROJECT_NAME", name);
    // Journeys read the whole log as outsiders do; where that is a decision, this is its reference.
    environment.put("LOG_PUBLIC", "true");
    environment.put("LOG_PUBLIC_DECISION", "journey");
    List<ServerSocket> held = new ArrayList<>();
    for (String port : PORTS) {
      ServerSocket socket = heldPort();
      held.add(socket);
      environment.put(port + "_PORT", String.valueOf(socket.getLocalPort()));
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
  }

  /**
   * Below the ports that systems give to outgoing connections (from 32768 on Linux): one of those
   * could be taken while a killed process is to come back.
   */
  private static ServerSocket heldPort() throws IOException {
    while (true) {
      try {
        return new ServerSocket(ThreadLocalRandom.current().nextInt(12_000, 32_000));
      } catch (BindException taken) {
        // The next one, then.
      }
    }
  }

  /** Starts it from nothing: what an earlier run left is removed. */
  void upAnew() throws IOException, InterruptedException {
    close();
    up();
  }

  void up() throws IOException, InterruptedException {
    succeed(machinery.up());
  }

  /** Stops it in order, and keeps its data. */
  void down() throws IOException, InterruptedException {
    succeed(machinery.down());
  }

  private void succeed(List<String> line) throws IOException, InterruptedException {
    Outcome outcome = command(line);
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(line + " failed:\n" + outcome.output());
    }
  }

  void kill(String part) throws IOException, InterruptedException {
    machinery.kill(this, part);
  }

  /** All that a part has logged. */
  String log(String part) throws IOException, InterruptedException {
    return machinery.log(this, part);
  }

  /** The folder where a part that is there keeps its data. */
  Path data(String part) {
    return machinery.data(this, part);
  }

  /** Where PostgreSQL answers: host and port. */
  String database() {
    return machinery.database(this);
  }

  /** The folder with everything that its commands write. */
  Path run() {
    return run;
  }

  Outcome command(String name, String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(Arrays.asList(arguments));
    return command(line);
  }

  private Outcome command(List<String> words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(words);
    line.set(0, Path.of("../../deploy", words.getFirst()).toString());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Path output = Files.createTempFile("command", ".txt");
    builder.redirectOutput(output.toFile());
    Process process = builder.start();
    if (!process.waitFor(COMMAND_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(line + " did not end in " + COMMAND_PATIENCE);
    }
    String printed = Files.readString(output);
    Files.delete(output);
    return new Outcome(process.exitValue(), printed);
  }

  String url(String service, String path) {
    return "http://" + address(service) + path;
  }

  String address(String service) {
    return "127.0.0.1:" + environment.get(service + "_PORT");
  }

  /** Sends and expects success. */
  JsonNode call(String person, String method, String url, Object body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(person, method, url, body);
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + url + ": " + answer.statusCode() + " " + answer.body());
    }
    return json.readTree(answer.body());
  }

  HttpResponse<String> send(String person, String method, String url, Object body)
      throws IOException, InterruptedException {
    return send(person, method, url, body, "application/json");
  }

  HttpResponse<String> send(
      String person, String method, String url, Object body, String contentType)
      throws IOException, InterruptedException {
    return http.send(
        request(person, method, url, body, contentType),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<byte[]> upload(String person, String url, Multipart form)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token(person))
            .header("Content-Type", form.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> fetch(String person, String url) throws IOException, InterruptedException {
    return http.send(
        request(person, "GET", url, null, ""), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> download(String person, String url, Object body)
      throws IOException, InterruptedException {
    return http.send(
        request(person, "POST", url, body, "application/json", Duration.ofMinutes(1)),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest request(
      String person, String method, String url, Object body, String contentType)
      throws IOException, InterruptedException {
    return request(person, method, url, body, contentType, Duration.ofSeconds(10));
  }

  private HttpRequest request(
      String person, String method, String url, Object body, String contentType, Duration patience)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(patience)
            .header("Authorization", "Bearer " + token(person));
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", contentType)
          .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
    }
    return request.build();
  }

  byte[] bytes(String url) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("GET " + url + ": " + answer.statusCode());
    }
    return answer.body();
  }

  /** The key that signs the agency's log, as the log publishes it; not what an archive carries. */
  String verifierKey() throws IOException, InterruptedException {
    return json.readTree(bytes(url("AUDIT_TRAIL", "/v1/keys"))).get("verifierKeys").get(0).asText();
  }

  /** Gets the token before it is needed, because the issuer may be the one that is killed. */
  String token(String person) throws IOException, InterruptedException {
    Token known = tokens.get(person);
    if (known == null || known.until() < System.nanoTime()) {
      Outcome outcome = command("token", person);
      if (outcome.exitCode() != 0) {
        throw new IOException("deploy/token " + person + ": " + outcome.output());
      }
      known = new Token(outcome.output().strip(), System.nanoTime() + TOKEN_KEPT.toNanos());
      tokens.put(person, known);
    }
    return known.value();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(machinery.down());
    line.add("--wipe");
    command(line);
  }
}

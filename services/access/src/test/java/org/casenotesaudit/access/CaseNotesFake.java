package org.casenotesaudit.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * case-notes' service edge, by hand: what a record answers is set beforehand, grants are used once,
 * media come in ranges. Refuses what the real one refuses: no token, no such grant.
 */
final class CaseNotesFake implements AutoCloseable {

  static final int MEDIA_BYTES = 100_000;

  private final HttpServer server;
  private final ObjectMapper json = ObjectMapper.getDefault();
  private final Map<UUID, Map<String, Object>> answers = new ConcurrentHashMap<>();
  private final Map<UUID, Key> keys = new ConcurrentHashMap<>();
  private final Map<UUID, String> contents = new ConcurrentHashMap<>();
  private final Map<UUID, UUID> grants = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> questions = new CopyOnWriteArrayList<>();
  private final List<UUID> redeemed = new CopyOnWriteArrayList<>();
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private final Set<UUID> chunked = ConcurrentHashMap.newKeySet();
  private volatile Runnable beforeDecision = () -> {};
  private volatile Runnable beforeContent = () -> {};

  private CaseNotesFake(HttpServer server) {
    this.server = server;
  }

  static CaseNotesFake start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var fake = new CaseNotesFake(server);
      server.createContext("/v1/decisions", fake::decide);
      server.createContext("/v1/grants/", fake::grant);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return fake;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A note of this client that everybody may open. */
  UUID note(UUID clientId, String text) {
    UUID id = UUID.randomUUID();
    answers.put(id, permission(id, "CASE_NOTE", List.of(clientId), false));
    contents.put(
        id,
        "{\"noteId\":\""
            + id
            + "\",\"version\":1,\"text\":\""
            + text
            + "\",\"contactAt\":\"2026-03-01T10:00:00Z\"}");
    return id;
  }

  /** A client whose name may be disclosed. */
  UUID identity(UUID clientId, String givenName, String familyName) {
    answers.put(clientId, permission(clientId, "CLIENT_IDENTITY", List.of(clientId), false));
    contents.put(
        clientId,
        "{\"givenName\":\""
            + givenName
            + "\",\"familyName\":\""
            + familyName
            + "\",\"dateOfBirth\":\"2001-02-03\"}");
    return clientId;
  }

  /** A video of these clients, of {@link #MEDIA_BYTES}. */
  UUID video(UUID... clientIds) {
    UUID id = UUID.randomUUID();
    answers.put(id, permission(id, "VIDEO", List.of(clientIds), true));
    return id;
  }

  /** A record that gives this answer. */
  UUID answering(Map<String, Object> answer) {
    UUID id = UUID.randomUUID();
    answers.put(id, answer);
    return id;
  }

  UUID refusing(String reason, UUID... clientIds) {
    return answering(refusal(reason, clientIds));
  }

  private static Map<String, Object> refusal(String reason, UUID... clientIds) {
    return Map.of(
        "outcome",
        "REFUSED",
        "reason",
        reason,
        "clientIds",
        Arrays.stream(clientIds).map(UUID::toString).toList(),
        "recordKind",
        "CASE_NOTE");
  }

  /**
   * A note of this client that opens to an emergency only: stated with the date of birth now, or
   * earlier. Unlike the real one it takes access's word that what was stated earlier still holds.
   */
  UUID restricted(UUID clientId, String dateOfBirth) {
    UUID id = note(clientId, "restricted");
    keys.put(id, new Key(clientId, dateOfBirth));
    return id;
  }

  private record Key(UUID clientId, String dateOfBirth) {

    Map<String, Object> answerTo(Map<String, Object> question, Map<String, Object> permission) {
      var opened = new HashMap<>(permission);
      List<String> client = List.of(clientId.toString());
      if (question.get("breakGlass") != null) {
        opened.put("birthDatesKnown", client);
        return dateOfBirth.equals(question.get("clientDateOfBirth"))
            ? opened
            : refusal("BREAK_GLASS_NOT_PERMITTED", clientId);
      }
      opened.put("standingGlassOf", client);
      return standing(question).anyMatch(this::opens)
          ? opened
          : refusal("RECORD_RESTRICTED", clientId);
    }

    private static Stream<Map<?, ?>> standing(Map<String, Object> question) {
      return ((List<?>) question.getOrDefault("standingGlasses", List.of()))
          .stream().map(glass -> (Map<?, ?>) glass);
    }

    private boolean opens(Map<?, ?> glass) {
      return clientId.toString().equals(glass.get("clientId"))
          && Boolean.TRUE.equals(glass.get("dateOfBirthKnown"));
    }
  }

  /** What was decided about the record no longer holds when its content is asked for. */
  void factsChangeBeforeContentOf(UUID item) {
    changed.add(item);
  }

  /** The recording comes in chunks, without a length. */
  void sendInChunks(UUID video) {
    chunked.add(video);
  }

  /** Runs while access waits for the decision. */
  void beforeDecision(Runnable action) {
    beforeDecision = action;
  }

  /** Runs while access waits for the content behind a grant. */
  void beforeContent(Runnable action) {
    beforeContent = action;
  }

  Map<String, Object> lastQuestionAbout(UUID item) {
    return questions.reversed().stream()
        .filter(question -> item.toString().equals(((Map<?, ?>) question.get("item")).get("id")))
        .findFirst()
        .orElseThrow();
  }

  Map<String, Object> lastQuestion() {
    return questions.getLast();
  }

  int questionCount() {
    return questions.size();
  }

  int redeemedCount() {
    return redeemed.size();
  }

  static byte[] mediaBytes() {
    byte[] bytes = new byte[MEDIA_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Map<String, Object> permission(
      UUID id, String kind, List<UUID> clientIds, boolean rangeable) {
    return Map.of(
        "outcome",
        "PERMITTED",
        "clientId",
        clientIds.getFirst().toString(),
        "clientIds",
        clientIds.stream().map(UUID::toString).toList(),
        "caseId",
        new UUID(1, 1).toString(),
        "recordKind",
        kind,
        "recordId",
        id.toString(),
        "factVersion",
        7,
        "rangeable",
        rangeable);
  }

  private void decide(HttpExchange exchange) throws IOException {
    beforeDecision.run();
    if (!carriesToken(exchange)) {
      answer(exchange, 401, "{}");
      return;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> question =
        json.readValue(exchange.getRequestBody().readAllBytes(), Map.class);
    questions.add(question);
    UUID item = UUID.fromString((String) ((Map<?, ?>) question.get("item")).get("id"));
    Map<String, Object> answer =
        new HashMap<>(
            answers.getOrDefault(
                item,
                Map.of(
                    "outcome", "REFUSED", "reason", "UNKNOWN_RECORD", "recordKind", "CASE_NOTE")));
    if (keys.containsKey(item)) {
      answer = new HashMap<>(keys.get(item).answerTo(question, answer));
    }
    if ("PERMITTED".equals(answer.get("outcome"))) {
      UUID grant = UUID.randomUUID();
      grants.put(grant, item);
      answer.put("grantId", grant.toString());
      answer.put("expiresAt", Instant.now().plusSeconds(900).toString());
    }
    answer(exchange, 200, json.writeValueAsString(answer));
  }

  private void grant(HttpExchange exchange) throws IOException {
    beforeContent.run();
    String[] path = exchange.getRequestURI().getPath().split("/");
    UUID grant = UUID.fromString(path[3]);
    UUID item = grants.get(grant);
    if (!carriesToken(exchange)) {
      answer(exchange, 401, "{}");
    } else if (item == null) {
      answer(exchange, 410, "{\"code\":\"grant-used\"}");
    } else if (changed.contains(item)) {
      answer(exchange, 409, "{\"code\":\"facts-changed\"}");
    } else if (path[4].equals("media")) {
      redeemed.add(grant);
      media(exchange, chunked.contains(item));
    } else {
      redeemed.add(grant);
      answer(exchange, 200, contents.get(grants.remove(grant)));
    }
  }

  private void media(HttpExchange exchange, boolean inChunks) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = 0;
    int until = MEDIA_BYTES;
    if (range != null) {
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      from = Integer.parseInt(ends[0]);
      until = ends[1].isEmpty() ? MEDIA_BYTES : Integer.parseInt(ends[1]) + 1;
    }
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (from >= MEDIA_BYTES) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + MEDIA_BYTES);
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "video/mp4");
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (until - 1) + "/" + MEDIA_BYTES);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, inChunks ? 0 : until - from);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(Arrays.copyOfRange(mediaBytes(), from, until));
    }
  }

  private static boolean carriesToken(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer ");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}

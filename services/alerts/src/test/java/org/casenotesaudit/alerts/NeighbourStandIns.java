package org.casenotesaudit.alerts;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for access and audit-trail: answers by their contracts and keeps what it was asked. */
final class NeighbourStandIns implements AutoCloseable {

  final List<String> disclosures = new CopyOnWriteArrayList<>();
  final List<String> reasonsAsked = new CopyOnWriteArrayList<>();

  /** What audit-trail was asked: {@code <query> on behalf of <worker>}. */
  final List<String> entriesAsked = new CopyOnWriteArrayList<>();

  volatile int nameStatus = 200;
  private final HttpServer server;

  NeighbourStandIns() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext(
        "/v1/name-disclosures",
        exchange -> {
          boolean token =
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                  .startsWith("Bearer ");
          disclosures.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(
              exchange,
              token ? nameStatus : 401,
              "{\"givenName\":\"Zinnia\",\"familyName\":\"Quillfeather\",\"accessId\":\""
                  + StreamEvents.id()
                  + "\"}");
        });
    server.createContext(
        "/v1/break-glass-reasons",
        exchange -> {
          reasonsAsked.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(
              exchange,
              nameStatus,
              "{\"statements\":[{\"reasonCode\":\"RISK_TO_LIFE\",\"reason\":\"Quillfeather"
                  + " called.\","
                  + "\"statedAt\":\"2026-03-01T10:00:00Z\",\"validUntil\":\"2026-03-01T14:00:00Z\","
                  + "\"accessId\":\""
                  + StreamEvents.id()
                  + "\"}]}");
        });
    server.createContext(
        "/v1/entries",
        exchange -> {
          entriesAsked.add(
              exchange.getRequestURI().getQuery()
                  + " on behalf of "
                  + exchange.getRequestHeaders().getFirst("On-Behalf-Of"));
          answer(exchange, 200, "{\"index\":1234,\"eventId\":\"any\"}");
        });
    server.start();
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String json)
      throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

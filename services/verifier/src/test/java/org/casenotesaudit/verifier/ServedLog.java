package org.casenotesaudit.verifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Optional;

/**
 * A log's public files and its keys behind a real web server on a free port, as audit-trail gives
 * them: checkpoint and keys to all, tiles to all or only with the token.
 */
final class ServedLog implements AutoCloseable {
  private final SampleLog log;
  private final Optional<String> token;
  private final HttpServer server;

  private ServedLog(SampleLog log, Optional<String> token) throws IOException {
    this.log = log;
    this.token = token;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  static ServedLog open(SampleLog log) throws IOException {
    return new ServedLog(log, Optional.empty());
  }

  static ServedLog closed(SampleLog log, String token) throws IOException {
    return new ServedLog(log, Optional.of(token));
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring(1);
      var authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (path.startsWith("tile/")
          && token.isPresent()
          && !("Bearer " + token.get()).equals(authorization)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      var file = log.folder.resolve(path);
      byte[] body =
          path.equals("v1/keys")
              ? ("{\"origin\":\"x\",\"verifierKeys\":[\"" + log.vkey() + "\"]}").getBytes()
              : Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
      exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
      if (body != null) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

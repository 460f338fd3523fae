package org.casenotesaudit.testkit.contracts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The server of a stand-in. Whoever brings no token is turned away, as by every app. */
public final class StandInServer implements AutoCloseable {

  private final HttpServer server;

  private StandInServer(HttpServer server) {
    this.server = server;
  }

  /** On a free port of this machine, without routes yet. */
  public static StandInServer start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new StandInServer(server);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Answers every request whose path begins so.
   *
   * @param route answers each call once
   */
  public StandInServer on(String path, Consumer<StandInCall> route) {
    server.createContext(path, exchange -> answer(exchange, route));
    return this;
  }

  private static void answer(HttpExchange exchange, Consumer<StandInCall> route) {
    var call = new StandInCall(exchange);
    if (!call.header("Authorization").startsWith("Bearer ")) {
      call.problem(401, "token-required", "No token was found.");
      return;
    }
    try {
      route.accept(call);
    } catch (RuntimeException | AssertionError fault) {
      // Otherwise the server would hang up and tell nobody why.
      call.problem(500, "stand-in-failed", fault.toString());
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

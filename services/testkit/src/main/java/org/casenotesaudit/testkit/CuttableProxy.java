package org.casenotesaudit.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a server that a test can cut and mend: an outage without losing the server's state. */
public final class CuttableProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int targetPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private CuttableProxy(ServerSocket listener, int targetPort) {
    this.listener = listener;
    this.targetPort = targetPort;
  }

  /** A wire to a port of this machine. */
  public static CuttableProxy to(int targetPort) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      CuttableProxy proxy = new CuttableProxy(listener, targetPort);
      Thread.ofVirtual().start(proxy::acceptAll);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Ends all connections, and refuses new ones. */
  public void cut() {
    cut = true;
    sockets.forEach(CuttableProxy::end);
  }

  public void mend() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        join(listener.accept(), new Socket());
      } catch (IOException e) {
        // Closed: the loop's condition ends it.
      }
    }
  }

  private void join(Socket caller, Socket target) {
    sockets.add(caller);
    sockets.add(target);
    try {
      // Asked after the sockets are known: whoever cuts from here on ends them.
      if (cut) {
        throw new IOException("cut");
      }
      target.connect(new InetSocketAddress("127.0.0.1", targetPort), 2_000);
      Thread.ofVirtual().start(() -> copy(caller, target));
      Thread.ofVirtual().start(() -> copy(target, caller));
    } catch (IOException e) {
      // The caller sees the end of its connection: that is what this class is for.
      endBoth(caller, target);
    }
  }

  private void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // Cut, or ended by one side.
    } finally {
      endBoth(from, to);
    }
  }

  private void endBoth(Socket one, Socket other) {
    end(one);
    end(other);
    sockets.remove(one);
    sockets.remove(other);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is closed already.
    }
  }
}

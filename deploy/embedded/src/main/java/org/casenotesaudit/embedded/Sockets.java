package org.casenotesaudit.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Who has which port. */
final class Sockets {
  private Sockets() {}

  /** Whether something listens there. */
  static boolean answers(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 1000);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  /** Whether a process could listen on that port of 127.0.0.1 now. */
  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      // As servers do: a connection that only lingers does not hold the port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}

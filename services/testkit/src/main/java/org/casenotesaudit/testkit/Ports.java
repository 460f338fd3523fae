package org.casenotesaudit.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a port that nobody listens on. */
public final class Ports {

  /**
   * Below the ports that systems give to outgoing connections (from 32768 on Linux, 49152
   * elsewhere): one of those could be taken by any client between our look and a server's start, or
   * while a stopped server is to come back.
   */
  private static final int LOWEST = 12_000;

  private static final int BEYOND = 32_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port of 127.0.0.1 that was free a moment ago, and that nobody in this JVM was given before.
   * By chance, because other JVMs look at the same time.
   */
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}

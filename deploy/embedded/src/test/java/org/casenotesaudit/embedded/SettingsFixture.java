package org.casenotesaudit.embedded;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Settings for tests: with the usual ports, or with ports that nobody has. */
final class SettingsFixture {
  /** The top of the checkout; tests run in the module's folder. */
  static final Path PROJECT = Path.of("").toAbsolutePath().resolve("../..").normalize();

  private SettingsFixture() {}

  static Settings withUsualPorts(Path run) {
    return new Settings(PROJECT, run, Port.numbers(Map.of(), Map.of()), false);
  }

  static Settings withFreePorts(Path run) throws Exception {
    var ports = new EnumMap<Port, Integer>(Port.class);
    for (var port : Port.values()) {
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        ports.put(port, socket.getLocalPort());
      }
    }
    return new Settings(PROJECT, run, ports, false);
  }
}

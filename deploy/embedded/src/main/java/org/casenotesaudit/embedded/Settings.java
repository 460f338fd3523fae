package org.casenotesaudit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the project and its running system live on this machine.
 *
 * @param project the top folder of the checkout, absolute
 * @param run the folder that holds everything a running system writes, absolute
 * @param ports the number of every port
 * @param training whether this start is one from which later starts learn
 */
record Settings(Path project, Path run, Map<Port, Integer> ports, boolean training) {

  /** The agency of the one-machine default. */
  static final String AGENCY_ID = "demo";

  /** Name of its log, and of the key that signs it. */
  static final String LOG_ORIGIN = "casenotesaudit.example/" + AGENCY_ID;

  static Settings read(Path project, Map<String, String> environment) {
    var folder = environment.getOrDefault("RUN_DIR", "");
    var run = project.resolve(folder.isBlank() ? ".run" : folder).toAbsolutePath().normalize();
    return new Settings(project, run, Port.numbers(environment, lastStart(run)), false);
  }

  /** A system of its own to learn from, on the same ports, with nothing of this one's data. */
  Settings forTraining() {
    return new Settings(project, built().resolve("training"), ports, true);
  }

  /** The ports that the system was last started with; empty before the first start. */
  static Map<String, String> lastStart(Path run) {
    var file = run.resolve("ports.properties");
    if (!Files.exists(file)) {
      return Map.of();
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> String.valueOf(entry.getKey()),
                entry -> String.valueOf(entry.getValue())));
  }

  /** Remembers the ports, so that later commands find the system without the variables. */
  void remember() throws IOException {
    var lines = new TreeMap<String, String>();
    ports.forEach((port, number) -> lines.put(port.variable(), number.toString()));
    Files.createDirectories(run);
    Files.writeString(
        run.resolve("ports.properties"),
        lines.entrySet().stream()
            .map(line -> line.getKey() + "=" + line.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  int port(Port port) {
    var number = ports.get(port);
    if (number == null) {
      throw new IllegalArgumentException(port + " (expected: a port with a number)");
    }
    return number;
  }

  /** {@code http://127.0.0.1:PORT}; never "localhost", because tokens name their issuer by it. */
  String http(Port port) {
    return "http://127.0.0.1:" + port(port);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port(Port.KAFKA);
  }

  String registryUrl() {
    return http(Port.REGISTRY) + "/apis/ccompat/v7";
  }

  String issuer() {
    return http(Port.OIDC) + "/default";
  }

  /** What an application keeps outside PostgreSQL and Kafka. */
  Path data(String name) {
    return run.resolve("data").resolve(name);
  }

  Path secret(String name) {
    return run.resolve("secrets").resolve(name);
  }

  /** Pid file and log of one process. */
  Path processFolder(String name) {
    return run.resolve(name);
  }

  /** What the JVM of one process learned in a training; absent before the first one. */
  Path startCache(String name) {
    return startCaches().resolve(name + ".aot");
  }

  /** The folder of what was learned. */
  Path startCaches() {
    return built().resolve("start-caches");
  }

  private Path built() {
    return project.resolve("deploy/embedded/target");
  }

  /** The laid-out jars of the launcher itself, of which Kafka and the issuer are run, too. */
  String launcherClassPath() {
    var app = built().resolve("app");
    return app.resolve("embedded.jar") + ":" + app.resolve("lib") + "/*";
  }

  /** The java command that runs this launcher; everything else runs on the same one. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}

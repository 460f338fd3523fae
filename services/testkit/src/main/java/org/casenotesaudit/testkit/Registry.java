package org.casenotesaudit.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A real schema registry, in a process of its own: Apicurio, which speaks the Confluent API. Its
 * schemas live in memory and end with it.
 */
public final class Registry implements AutoCloseable {

  private static final String VERSION = "3.3.3";
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

  private final Process process;
  private final int port;

  private static final class Shared {
    private static final Registry INSTANCE = start();
  }

  private Registry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The registry that all tests of this JVM share. Started on first use. */
  public static Registry running() {
    return Shared.INSTANCE;
  }

  /** A registry of one's own, empty. */
  public static Registry start() {
    try {
      Path home = unpackedOnce();
      ProcessBuilder builder = new ProcessBuilder(command(home)).directory(home.toFile());
      builder.redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "QUARKUS_HTTP_HOST", "127.0.0.1",
                  "QUARKUS_HTTP_PORT", "0",
                  "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                  "QUARKUS_MANAGEMENT_PORT", "0"));
      Process process = builder.start();
      AtExit.run(() -> end(process));
      return new Registry(process, portOf(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Base of the Confluent API. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    end(process);
  }

  /** A shell between, because a JVM that is killed cannot take its children along; a pipe can. */
  private static List<String> command(Path home) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        "/bin/sh",
        "-c",
        "\"$@\" < /dev/null & child=$!; cat > /dev/null; kill $child",
        "registry",
        java,
        "-Xmx320m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        // The first registry that ends leaves its loaded classes to those that start after it.
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + home.resolveSibling(archiveName()),
        "-jar",
        home.resolve("quarkus-run.jar").toString());
  }

  /** One for each release of the registry and each Java: neither reads another's. */
  private static String archiveName() {
    return "apicurio-%s-java-%s.jsa".formatted(VERSION, Runtime.version());
  }

  private static int portOf(Process process) {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    StringBuilder said = new StringBuilder();
    Thread.ofPlatform()
        .daemon()
        .name("registry-output")
        .start(
            () -> {
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                // Reads on to the end: a full pipe would stop the process.
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  Matcher listening = LISTENING.matcher(line);
                  if (listening.find()) {
                    port.complete(Integer.valueOf(listening.group(1)));
                  }
                  if (!port.isDone()) {
                    said.append(line).append('\n');
                  }
                }
              } catch (IOException e) {
                // The process has ended.
              }
              port.completeExceptionally(new IllegalStateException("registry ended:\n" + said));
            });
    try {
      return port.get(90, TimeUnit.SECONDS);
    } catch (Exception e) {
      end(process);
      throw new IllegalStateException("registry: did not start in 90 s (expected: 10 s)", e);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static Path unpackedOnce() throws IOException {
    Path parent =
        Path.of(System.getProperty("java.io.tmpdir"), "case-notes-audit-testkit-" + user());
    Path home = parent.resolve("apicurio-" + VERSION);
    if (Files.exists(home.resolve("quarkus-run.jar"))) {
      return home;
    }
    Files.createDirectories(parent);
    Path unpacking = Files.createTempDirectory(parent, "unpacking-");
    unpack(
        LocalRepository.file(
            "io/apicurio/apicurio-registry-app/%1$s/apicurio-registry-app-%1$s-all.tar.gz"
                .formatted(VERSION)),
        unpacking);
    try {
      Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another JVM was faster; its copy is as good as ours.
      if (!Files.exists(home.resolve("quarkus-run.jar"))) {
        throw e;
      }
    }
    return home;
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(entry.getName() + ": leads out of the folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}

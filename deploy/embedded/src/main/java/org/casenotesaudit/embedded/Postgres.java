package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL, run by its own postmaster: no JVM stays beside it. The binaries come with the
 * launcher and are unpacked once into the run directory.
 */
final class Postgres {
  static final String NAME = "postgres";
  private static final String SUPERUSER = "postgres";

  private final Settings settings;
  private final Path home;
  private final Path data;
  private final PostgresUser user;

  Postgres(Settings settings) {
    this.settings = settings;
    this.home = settings.run().resolve("postgres").resolve("binaries");
    this.data = settings.data("postgres");
    this.user = PostgresUser.here();
  }

  Part part() {
    var command = new ArrayList<>(user.prefix());
    command.add(home.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", "" + settings.port(Port.POSTGRES)));
    parameters().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new Part(
        NAME,
        Set.of(),
        List.of(Port.POSTGRES),
        command,
        Priority.PEOPLE_WAIT,
        Map.of("LC_ALL", "C", "TZ", "UTC"),
        Part.StopSignal.INT,
        Probe.postgres(url("postgres"), login()),
        Duration.ofSeconds(60));
  }

  private static Map<String, String> parameters() {
    return Map.ofEntries(
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("unix_socket_directories", ""),
        // An acknowledged event is on disk: these three are never weakened.
        Map.entry("fsync", "on"),
        Map.entry("synchronous_commit", "on"),
        Map.entry("full_page_writes", "on"),
        Map.entry("password_encryption", "scram-sha-256"),
        Map.entry("max_connections", "120"),
        Map.entry("shared_buffers", "96MB"),
        Map.entry("max_wal_size", "1GB"),
        Map.entry("jit", "off"),
        Map.entry("timezone", "UTC"),
        Map.entry("log_timezone", "UTC"),
        // A failing statement is logged by its applications without values; never here with them.
        Map.entry("log_min_error_statement", "panic"),
        Map.entry("log_parameter_max_length_on_error", "0"),
        Map.entry("log_error_verbosity", "terse"));
  }

  String url(String database) {
    return server() + "/" + database;
  }

  String server() {
    return "jdbc:postgresql://127.0.0.1:" + settings.port(Port.POSTGRES);
  }

  /** The superuser's login; only the launcher has it. */
  Properties login() {
    var login = new Properties();
    login.setProperty("user", SUPERUSER);
    login.setProperty("password", superuserPassword());
    login.setProperty("connectTimeout", "2");
    login.setProperty("socketTimeout", "30");
    return login;
  }

  private String superuserPassword() {
    return Secrets.readOrMake(settings.secret("postgres-superuser"), Secrets::randomPassword);
  }

  /** Makes ready what the postmaster needs: binaries, a data folder, no traces of a killed one. */
  void prepare() throws IOException, InterruptedException {
    PostgresBinaries.unpackOnce(home);
    user.own(home);
    if (!Files.exists(data)) {
      initialise();
    }
    clearTracesOfKilledPostmaster();
  }

  /** Initialises beside the data folder and then renames: the folder is whole or absent. */
  private void initialise() throws IOException {
    var next = data.resolveSibling("postgres.next");
    Folders.delete(next);
    Files.createDirectories(next);
    user.own(next);
    var password = settings.run().resolve("postgres").resolve("initial-password");
    Secrets.write(password, superuserPassword());
    user.own(password);
    var command = new ArrayList<>(user.prefix());
    command.addAll(
        List.of(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + next,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums"));
    int exit = Processes.run(command);
    Files.delete(password);
    if (exit != 0) {
      throw new CommandFailedException("initdb ended with %d: %s".formatted(exit, command));
    }
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * After kill -9 of the postmaster its children end by themselves within moments. Only when all
   * are gone may postmaster.pid be removed: it is what keeps two postmasters off one data folder.
   * It must be removed, because its number may by then belong to another process.
   */
  private void clearTracesOfKilledPostmaster() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (survivors().findAny().isPresent()) {
      if (System.nanoTime() > deadline) {
        survivors().forEach(ProcessHandle::destroyForcibly);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  private java.util.stream.Stream<ProcessHandle> survivors() {
    var program = home.resolve("bin/postgres").toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().filter(program::equals).isPresent())
        .filter(process -> ProcessIdentity.of(process.pid()).isPresent());
  }
}

package org.casenotesaudit.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A database and two roles for each service and for the registry. */
@Command(
    name = "databases",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a database and two roles for each service and for the registry: NAME_migrate owns the"
          + " tables, NAME_run works on rows.",
      "The folder of passwords holds a file for each role, named like it."
    })
final class DatabasesCommand implements Callable<Integer> {

  private static final Duration BETWEEN = Duration.ofMillis(500);

  /** SQLSTATE class 28, invalid authorization: asking again is no use. */
  private static final String NOT_AUTHORISED = "28";

  @Option(
      names = "--server",
      required = true,
      defaultValue = "${env:DB_SERVER}",
      description = "jdbc:postgresql://host:port, without a database (DB_SERVER)")
  private String server = "";

  @Option(
      names = "--user",
      defaultValue = "${env:DB_ADMIN_USER:-postgres}",
      description = "role that may make databases and roles (DB_ADMIN_USER; ${DEFAULT-VALUE})")
  private String user = "";

  @Option(
      names = "--password-file",
      required = true,
      defaultValue = "${env:DB_ADMIN_PASSWORD_FILE}",
      description = "file with its password (DB_ADMIN_PASSWORD_FILE)")
  private Path passwordFile = Path.of("");

  @Option(
      names = "--passwords",
      required = true,
      defaultValue = "${env:DB_PASSWORDS_DIR}",
      description = "folder with the password of each role (DB_PASSWORDS_DIR)")
  private Path passwords = Path.of("");

  @Option(
      names = "--patience",
      defaultValue = "60",
      description = "seconds to wait for a server that is not there yet (${DEFAULT-VALUE})")
  private int patienceSeconds;

  @Mixin private final Report report = new Report();

  @Override
  public Integer call() throws InterruptedException {
    Properties login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", secret(passwordFile));
    login.setProperty("connectTimeout", "5");
    login.setProperty("socketTimeout", "30");
    awaitServer(login);
    Databases databases = new Databases(server, login, role -> secret(passwords.resolve(role)));
    try {
      if (!report.isDryRun()) {
        databases.provision();
      }
      List<String> findings = report.isDryRun() ? databases.missing() : List.of();
      return report.tell(findings, "databases and roles: as they have to be");
    } catch (SQLException failure) {
      throw new IllegalStateException(
          "databases at %s: %s (expected: to do as asked)".formatted(server, failure.getMessage()),
          failure);
    }
  }

  private void awaitServer(Properties login) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(patienceSeconds).toNanos();
    while (true) {
      try {
        DriverManager.getConnection(server + "/postgres", login).close();
        return;
      } catch (SQLException failure) {
        if (String.valueOf(failure.getSQLState()).startsWith(NOT_AUTHORISED)
            || System.nanoTime() >= until) {
          throw new IllegalStateException(
              "databases at %s: %s (expected: to let %s in)"
                  .formatted(server, failure.getMessage(), user),
              failure);
        }
        Thread.sleep(BETWEEN);
      }
    }
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new IllegalStateException(
          file + ": cannot be read (expected: a file with a password)", failure);
    }
  }
}

package org.casenotesaudit.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL server, with passwords asked of everybody but the test itself. */
public final class Postgres implements AutoCloseable {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final EmbeddedPostgres server;
  private final Path secrets;

  private static final class Shared {
    private static final Postgres INSTANCE = start();
  }

  private Postgres(EmbeddedPostgres server, Path secrets) {
    this.server = server;
    this.secrets = secrets;
  }

  /**
   * One database with its two roles: the one that owns and changes tables, and the one that an app
   * runs as, which may read and write rows and nothing else.
   */
  public record Database(
      String name,
      String url,
      String migrateUser,
      String migratePassword,
      Path migratePasswordFile,
      String runUser,
      String runPassword,
      Path runPasswordFile) {

    /** The same database over a wire to its server, for an app whose database a test takes away. */
    public Database over(CuttableProxy wire) {
      return new Database(
          name,
          "jdbc:postgresql://127.0.0.1:" + wire.port() + "/" + name,
          migrateUser,
          migratePassword,
          migratePasswordFile,
          runUser,
          runPassword,
          runPasswordFile);
    }

    /** Connections as the role that an app runs as; a new one each time. */
    public DataSource asRun() {
      return source(runUser, runPassword);
    }

    /** Connections as the role that migrates; a new one each time. */
    public DataSource asMigrate() {
      return source(migrateUser, migratePassword);
    }

    private DataSource source(String user, String password) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(url);
      source.setUser(user);
      source.setPassword(password);
      return source;
    }
  }

  /** The server that all tests of this JVM share. Started on first use. */
  public static Postgres running() {
    return Shared.INSTANCE;
  }

  /** A server of one's own, to stop it. */
  public static Postgres start() {
    try {
      Path folder = TemporaryFolder.create("postgres");
      Path access = folder.resolve("pg_hba.conf");
      Files.writeString(
          access,
          """
          host all postgres 127.0.0.1/32 trust
          host all all      127.0.0.1/32 scram-sha-256
          """);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        // The server runs as another user where the test runs as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-r--r--"));
      }
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("hba_file", access.toString())
              .setServerConfig("max_connections", "200")
              // Passwords here are random: the thousands of rounds that slow a guess down slow each
              // connection of a test.
              .setServerConfig("scram_iterations", "1")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      return new Postgres(server, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getPort();
  }

  /**
   * A new database, empty.
   *
   * @param name part of its name, for whoever reads the server's log
   */
  public Database newDatabase(String name) {
    String unique = name.replace('-', '_') + "_" + DATABASES.incrementAndGet();
    String migrate = unique + "_migrate";
    String run = unique + "_run";
    String migratePassword = UUID.randomUUID().toString();
    String runPassword = UUID.randomUUID().toString();
    execute(
        "postgres",
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(migrate, migratePassword),
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(run, runPassword),
        "CREATE DATABASE %s OWNER %s".formatted(unique, migrate),
        "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(unique),
        "GRANT CONNECT ON DATABASE %s TO %s".formatted(unique, run));
    execute(
        unique,
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE, CREATE ON SCHEMA public TO " + migrate,
        "GRANT USAGE ON SCHEMA public TO " + run,
        ("ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public"
                + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s")
            .formatted(migrate, run),
        "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT USAGE ON SEQUENCES TO %s"
            .formatted(migrate, run));
    return new Database(
        unique,
        url(unique),
        migrate,
        migratePassword,
        secret(migrate, migratePassword),
        run,
        runPassword,
        secret(run, runPassword));
  }

  /**
   * A new database with the tables and roles of another, to which nobody is connected: faster than
   * migrating once more.
   */
  public Database copyOf(Database original) {
    String unique = original.name() + "_" + DATABASES.incrementAndGet();
    execute(
        "postgres",
        "CREATE DATABASE %s TEMPLATE %s OWNER %s"
            .formatted(unique, original.name(), original.migrateUser()),
        "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(unique),
        "GRANT CONNECT ON DATABASE %s TO %s".formatted(unique, original.runUser()));
    return new Database(
        unique,
        url(unique),
        original.migrateUser(),
        original.migratePassword(),
        original.migratePasswordFile(),
        original.runUser(),
        original.runPassword(),
        original.runPasswordFile());
  }

  /** Ends all sessions of a database, as a crash of the server would. */
  public void cutSessions(Database database) {
    execute(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(database.name()));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  private Path secret(String role, String password) {
    try {
      return Files.writeString(secrets.resolve(role + ".password"), password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void execute(String database, String... statements) {
    try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

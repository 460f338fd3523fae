package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.casenotesaudit.provision.Databases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the passwords of the databases open, as deploy/up makes them, and what they do not. */
class DatabaseRolesIT {
  @TempDir static Path run;

  private static Settings settings;

  @BeforeAll
  static void start() throws Exception {
    settings = SettingsFixture.withFreePorts(run);
    new Up(settings, silent()).run(List.of("databases"));
  }

  @AfterAll
  static void stop() throws Exception {
    new Down(settings, silent()).run(false);
  }

  @Test
  void theRunningRoleChangesNoTableAndNoOtherDatabase() throws Exception {
    assertThatThrownBy(
            () -> {
              try (var connection = as("access", Databases.runRole("access"))) {
                execute(connection, "create table own (word text)");
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> as("case-notes", Databases.runRole("access")).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(settings.secret("postgres-superuser"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aWrongPasswordOpensNothing() throws Exception {
    var url = new Postgres(settings).url("access");

    assertThatThrownBy(() -> DriverManager.getConnection(url, "access_run", "guess").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  private static Progress silent() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()));
  }

  private static Connection as(String user, String role) throws Exception {
    var password = Files.readString(settings.secret(role)).strip();
    return DriverManager.getConnection(
        new Postgres(settings).url(Databases.database(user)), role, password);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

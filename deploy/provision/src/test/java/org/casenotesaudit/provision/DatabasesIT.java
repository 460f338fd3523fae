package org.casenotesaudit.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.casenotesaudit.testkit.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Databases and roles, made on a real server once, twice, and with another password. */
class DatabasesIT {

  private static Postgres server;
  private static final Map<String, String> PASSWORDS = new HashMap<>();

  @BeforeAll
  static void start() {
    server = Postgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whatIsMissingIsNamedThenMadeAndThenLeftAsItIs() throws SQLException {
    List<String> missing = databases().missing();
    assertThat(missing)
        .hasSize(18)
        .contains(
            "role access_run: missing (expected: one that may log in)",
            "database audit_trail: missing (expected: owned by audit_trail_migrate)");

    databases().provision();
    assertThat(databases().missing()).isEmpty();
    try (Connection owner = as("access", "access_migrate")) {
      owner.createStatement().execute("create table kept (id int)");
      owner.createStatement().execute("insert into kept values (1)");
    }

    databases().provision();
    try (Connection runner = as("access", "access_run");
        var rows = runner.createStatement().executeQuery("select count(*) from kept")) {
      rows.next();
      assertThat(rows.getInt(1)).isOne();
    }

    // Another password in the file is a finding, and then the role's.
    PASSWORDS.put("alerts_run", "it's another");
    assertThat(databases().missing())
        .containsExactly("role alerts_run: has another password (expected: its file's)");
    databases().provision();
    as("alerts", "alerts_run").close();

    // Nobody's database is open to another's role, and who runs changes no table.
    assertThatThrownBy(() -> as("case_notes", "access_run").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
    try (Connection runner = as("access", "access_run")) {
      assertThatThrownBy(() -> runner.createStatement().execute("drop table kept"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static Databases databases() {
    Properties login = new Properties();
    login.setProperty("user", "postgres");
    return new Databases(url(), login, DatabasesIT::passwordOf);
  }

  private static String passwordOf(String role) {
    return PASSWORDS.computeIfAbsent(role, name -> "password of " + name);
  }

  private static Connection as(String database, String role) throws SQLException {
    return DriverManager.getConnection(url() + "/" + database, role, passwordOf(role));
  }

  private static String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.port();
  }
}

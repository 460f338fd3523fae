package org.casenotesaudit.provision;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * One database and two roles per user of PostgreSQL: "migrate" owns the schema, "run" reads and
 * writes rows and can change no table.
 */
public final class Databases {

  /** The services; and the registry, so that its schema ids survive a restart. */
  public static final List<String> USERS =
      List.of("registry", "case-notes", "access", "confidentiality", "audit-trail", "alerts");

  private final String server;
  private final Properties login;
  private final UnaryOperator<String> passwordOf;

  /**
   * @param server JDBC URL without a database: {@code jdbc:postgresql://host:port}
   * @param login of a role that may make databases and roles
   * @param passwordOf the password that a role of this name is to have
   */
  public Databases(String server, Properties login, UnaryOperator<String> passwordOf) {
    this.server = server;
    this.login = login;
    this.passwordOf = passwordOf;
  }

  public static String database(String user) {
    return user.replace('-', '_');
  }

  public static String migrateRole(String user) {
    return database(user) + "_migrate";
  }

  public static String runRole(String user) {
    return database(user) + "_run";
  }

  /**
   * Makes what is missing; what is there keeps its data and gets the password that it is to have.
   *
   * @throws SQLException if the server does not do as asked
   */
  public void provision() throws SQLException {
    try (Connection cluster = connect("postgres")) {
      for (String user : USERS) {
        role(cluster, migrateRole(user));
        role(cluster, runRole(user));
        if (!hasDatabase(cluster, user)) {
          execute(
              cluster, "create database %s owner %s".formatted(database(user), migrateRole(user)));
        }
        grant(user);
      }
    }
  }

  /** What {@link #provision} would make, a line each; changes nothing. */
  public List<String> missing() throws SQLException {
    List<String> missing = new ArrayList<>();
    try (Connection cluster = connect("postgres")) {
      for (String user : USERS) {
        for (String role : List.of(migrateRole(user), runRole(user))) {
          if (!hasRole(cluster, role)) {
            missing.add("role %s: missing (expected: one that may log in)".formatted(role));
          } else if (!mayLogIn(user, role)) {
            missing.add("role %s: has another password (expected: its file's)".formatted(role));
          }
        }
        if (!hasDatabase(cluster, user)) {
          missing.add(
              "database %s: missing (expected: owned by %s)"
                  .formatted(database(user), migrateRole(user)));
        }
      }
    }
    return missing;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server + "/" + database, login);
  }

  private boolean mayLogIn(String user, String role) throws SQLException {
    try (Connection opened =
        DriverManager.getConnection(server + "/" + database(user), role, passwordOf.apply(role))) {
      return opened.isValid(1);
    } catch (SQLException refused) {
      if (String.valueOf(refused.getSQLState()).startsWith("28")) {
        return false;
      }
      // Its database may be missing, of which its own line tells.
      return true;
    }
  }

  private void role(Connection cluster, String role) throws SQLException {
    if (!hasRole(cluster, role)) {
      execute(cluster, "create role " + role + " login");
    }
    // A role takes no bind variable.
    String password = passwordOf.apply(role).replace("'", "''");
    execute(cluster, "alter role %s password '%s'".formatted(role, password));
  }

  private void grant(String user) throws SQLException {
    String database = database(user);
    String migrate = migrateRole(user);
    String run = runRole(user);
    try (Connection inside = connect(database)) {
      execute(inside, "revoke all on database %s from public".formatted(database));
      execute(inside, "grant connect on database %s to %s, %s".formatted(database, migrate, run));
      execute(inside, "alter schema public owner to " + migrate);
      execute(inside, "grant usage on schema public to " + run);
      String defaults = "alter default privileges for role %s grant ".formatted(migrate);
      execute(inside, defaults + "select, insert, update, delete on tables to " + run);
      execute(inside, defaults + "usage, select on sequences to " + run);
    }
  }

  private static boolean hasDatabase(Connection cluster, String user) throws SQLException {
    return exists(cluster, "select 1 from pg_database where datname = ?", database(user));
  }

  private static boolean hasRole(Connection cluster, String role) throws SQLException {
    return exists(cluster, "select 1 from pg_roles where rolname = ?", role);
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

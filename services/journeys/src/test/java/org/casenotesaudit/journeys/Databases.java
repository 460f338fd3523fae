package org.casenotesaudit.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every database of an agency, row by row, as PostgreSQL's superuser sees it. */
final class Databases {

  private static final int ROWS_AT_ONCE = 500;
  private static final String ALL = "SELECT datname FROM pg_database WHERE datallowconn";
  private static final String TABLES =
      "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
          + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";

  private final String address;
  private final String password;

  Databases(Agency agency) throws IOException {
    address = agency.database();
    password =
        Files.readString(agency.run().resolve("secrets").resolve("postgres-superuser")).strip();
  }

  /** Whoever looks at rows. */
  @FunctionalInterface
  interface Reader {
    /**
     * Takes one row.
     *
     * @param table with its schema
     * @param row as PostgreSQL writes it; bytes in hexadecimal digits
     */
    void row(String table, String row) throws IOException;
  }

  List<String> names() throws SQLException {
    try (Connection connection = connect("postgres")) {
      return texts(connection, ALL);
    }
  }

  /** Shows every row of every table. */
  void read(String database, Reader reader) throws SQLException, IOException {
    try (Connection connection = connect(database)) {
      // Otherwise the driver takes a whole table at once, whatever its size.
      connection.setAutoCommit(false);
      for (String table : texts(connection, TABLES)) {
        try (Statement statement = connection.createStatement()) {
          statement.setFetchSize(ROWS_AT_ONCE);
          try (ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
            while (rows.next()) {
              reader.row(table, rows.getString(1));
            }
          }
        }
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address + "/" + database, "postgres", password);
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}

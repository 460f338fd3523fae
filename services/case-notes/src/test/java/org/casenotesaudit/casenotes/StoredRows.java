package org.casenotesaudit.casenotes;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.casenotesaudit.testkit.Postgres;

/** What stands in the database, seen by who owns its tables. */
record StoredRows(Postgres.Database database) {

  /** The first column of the only row. */
  long number(String sql, Object... parameters) {
    return Long.parseLong(texts(sql, parameters).getFirst());
  }

  /** Rows of a table in which these words stand in the clear. */
  long holding(String table, String column, String words) {
    return number(
        "select count(*) from " + table + " where position(? in " + column + ") > 0",
        words.getBytes(StandardCharsets.UTF_8));
  }

  /** Events, sent or waiting, in whose bytes these words stand. */
  long eventsHolding(String words) {
    return holding("outbox", "coalesce(value, payload)", words);
  }

  /** Every table and what it holds, a text for each row. */
  Map<String, List<String>> everything() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : texts("select tablename from pg_tables where schemaname = 'public'")) {
      rows.put(table, texts(rowsOf(table)));
    }
    return rows;
  }

  /**
   * The relay goes on beside every request: it sends what waits, heartbeats among it, and counts.
   * It makes an event no other event, and no rows.
   */
  private static String rowsOf(String table) {
    return switch (table) {
      case "outbox" ->
          "select event_id::text from outbox where event_type not like '%.SourceHeartbeat'"
              + " order by 1";
      case "outbox_counter", "outbox_receipt_position" -> "select 'a row' from " + table;
      default -> "select md5(t::text) from " + table + " t order by 1";
    };
  }

  private List<String> texts(String sql, Object... parameters) {
    try (Connection connection = database.asMigrate().getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var found = statement.executeQuery()) {
        List<String> texts = new ArrayList<>();
        while (found.next()) {
          texts.add(found.getString(1));
        }
        return texts;
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}

package org.casenotesaudit.audittrail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** Numbers receipts from a sequence of PostgreSQL: they only grow, over restarts too. */
record ReceiptSequence(DataSource database) implements LongSupplier {

  @Override
  public long getAsLong() {
    try (Connection connection = database.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT nextval('receipt_sequence')")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("no number for a receipt", e);
    }
  }
}

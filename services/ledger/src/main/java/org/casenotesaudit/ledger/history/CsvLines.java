package org.casenotesaudit.ledger.history;

import java.io.IOException;

/**
 * Compares {@code history.csv} with the rows that it should have, row by row; a row has several
 * lines where a cell holds line breaks.
 */
final class CsvLines implements AutoCloseable {
  private final Lines lines;

  CsvLines(Lines lines) {
    this.lines = lines;
  }

  /** Takes as many lines as the row has and says whether they are the row. */
  boolean startsWith(String row) throws IOException {
    var found = new StringBuilder();
    for (long left = row.chars().filter(c -> c == '\n').count(); left > 0; left--) {
      lines.next().ifPresent(line -> found.append(EntryLines.utf8(line)));
    }
    return found.toString().equals(row);
  }

  /**
   * Passes over the row of an entry that could not be read. Best effort: that entry is a finding
   * already.
   */
  void skipRow() throws IOException {
    lines.next();
  }

  boolean hasMore() throws IOException {
    return lines.next().isPresent();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

package org.casenotesaudit.audittrail.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import javax.sql.DataSource;
import org.casenotesaudit.audittrail.keys.PersonKeys;
import org.casenotesaudit.audittrail.keys.PersonRef;
import org.casenotesaudit.ledger.entry.DataKey;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.entry.OpenedRecord;
import org.casenotesaudit.ledger.entry.SealedRecord;
import org.casenotesaudit.ledger.history.HistoryEntry;
import org.casenotesaudit.ledger.proof.Proofs;
import org.casenotesaudit.ledger.tile.TileReader;

/**
 * All entries of one client's chain in the tree of one size, oldest first, opened and proven. Reads
 * them page by page, so memory does not grow with the history, and may be walked several times.
 */
final class ClientHistory implements Iterable<HistoryEntry> {

  private static final int PAGE = 200;

  private final DataSource database;
  private final PersonKeys keys;
  private final PersonRef client;
  private final TileReader tree;
  private final Map<String, Optional<DataKey>> known = new HashMap<>();

  ClientHistory(DataSource database, PersonKeys keys, PersonRef client, TileReader tree) {
    this.database = database;
    this.keys = keys;
    this.client = client;
    this.tree = tree;
  }

  @Override
  public Iterator<HistoryEntry> iterator() {
    return new Iterator<>() {
      private final Queue<HistoryEntry> page = new ArrayDeque<>();
      private long after = -1;
      private boolean ended;

      @Override
      public boolean hasNext() {
        if (page.isEmpty() && !ended) {
          after = fill(page, after);
          ended = page.isEmpty();
        }
        return !page.isEmpty();
      }

      @Override
      public HistoryEntry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return page.remove();
      }
    };
  }

  /** Reads the next page; gives the index of its last entry. */
  private long fill(Queue<HistoryEntry> page, long after) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT index, entry, sealed FROM entry"
                    + " WHERE client_ref = ? AND index > ? AND index < ? ORDER BY index LIMIT ?")) {
      select.setBytes(1, client.bytes());
      select.setLong(2, after);
      select.setLong(3, tree.treeSize());
      select.setInt(4, PAGE);
      long last = after;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
          OpenedRecord opened =
              SealedRecord.decrypt(rows.getBytes(3), keyId -> key(connection, keyId));
          page.add(
              new HistoryEntry(
                  LedgerEntry.parse(rows.getBytes(2)),
                  opened.disclosures(),
                  Proofs.inclusion(tree, last)));
        }
      }
      return last;
    } catch (SQLException e) {
      throw new IllegalStateException("the history cannot be read now", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the log cannot be read now", e);
    }
  }

  private Optional<DataKey> key(Connection connection, String keyId) {
    return known.computeIfAbsent(
        keyId,
        id -> {
          try {
            return keys.byKeyId(connection, id);
          } catch (SQLException e) {
            throw new IllegalStateException("a key cannot be read now", e);
          }
        });
  }
}

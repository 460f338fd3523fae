package org.casenotesaudit.casenotes.media;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the sealed chunks of recordings as rows. What it holds is unreadable to it. */
@Singleton
class ChunkStore {

  private static final Logger LOG = LoggerFactory.getLogger(ChunkStore.class);

  /** Longer than any upload lasts: what has no recording by then never will. */
  private static final Duration ORPHANED_AFTER = Duration.ofHours(24);

  private final TransactionOperations<Connection> transactions;
  private final InstantSource clock;

  ChunkStore(TransactionOperations<Connection> transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Stores chunks in a transaction of their own; a slow upload must not hold a connection. */
  void append(UUID mediaId, int firstIndex, List<byte[]> sealed) {
    Timestamp now = Timestamp.from(clock.instant());
    run(
        "INSERT INTO media_chunk (media_id, chunk_index, sealed_bytes, stored_at)"
            + " VALUES (?, ?, ?, ?)",
        statement -> {
          for (int i = 0; i < sealed.size(); i++) {
            statement.setObject(1, mediaId);
            statement.setInt(2, firstIndex + i);
            statement.setBytes(3, sealed.get(i));
            statement.setTimestamp(4, now);
            statement.addBatch();
          }
          return statement.executeBatch().length;
        });
  }

  /**
   * @throws IllegalStateException if the chunk is missing
   */
  byte[] read(UUID mediaId, int index) {
    return run(
        "SELECT sealed_bytes FROM media_chunk WHERE media_id = ? AND chunk_index = ?",
        statement -> {
          statement.setObject(1, mediaId);
          statement.setInt(2, index);
          try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
              throw new IllegalStateException(
                  "chunk " + index + " of " + mediaId + ": missing (expected: a row)");
            }
            return rows.getBytes(1);
          }
        });
  }

  /** How many chunks of this recording are stored. */
  int count(UUID mediaId) {
    return run(
        "SELECT count(*) FROM media_chunk WHERE media_id = ?",
        statement -> {
          statement.setObject(1, mediaId);
          try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  /** Takes back an upload that became no recording. */
  void discard(UUID mediaId) {
    run(
        "DELETE FROM media_chunk WHERE media_id = ?"
            + " AND NOT EXISTS (SELECT 1 FROM media WHERE media.media_id = media_chunk.media_id)",
        statement -> {
          statement.setObject(1, mediaId);
          return statement.executeUpdate();
        });
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "15m")
  void sweepOrphans() {
    Instant before = clock.instant().minus(ORPHANED_AFTER);
    int swept =
        run(
            "DELETE FROM media_chunk WHERE stored_at < ? AND NOT EXISTS (SELECT 1 FROM media WHERE"
                + " media.media_id = media_chunk.media_id)",
            statement -> {
              statement.setTimestamp(1, Timestamp.from(before));
              return statement.executeUpdate();
            });
    if (swept > 0) {
      LOG.info("swept {} chunks of uploads that were never finished", swept);
    }
  }

  private <T> T run(String sql, Step<T> step) {
    return transactions.executeWrite(
        status -> {
          try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
            return step.apply(statement);
          } catch (SQLException failure) {
            throw new ChunkStoreException(failure);
          }
        });
  }

  private interface Step<T> {
    T apply(PreparedStatement statement) throws SQLException;
  }

  /** The chunks could not be read or written. */
  static final class ChunkStoreException extends RuntimeException {
    ChunkStoreException(SQLException cause) {
      super("media chunks are not available", cause);
    }
  }
}

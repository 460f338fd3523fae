package org.casenotesaudit.access.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.jspecify.annotations.Nullable;

/** The table of declared relations. Every method works on the caller's connection. */
final class RelationRows {

  private RelationRows() {}

  /** The relation of these two that holds, declared by the first. */
  static Optional<WorkerRelation> thatHolds(
      Connection connection, WorkerId workerId, WorkerId otherWorkerId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select * from worker_relation"
                + " where worker_id = ? and other_worker_id = ? and ended_at is null")) {
      statement.setObject(1, workerId.value());
      statement.setObject(2, otherWorkerId.value());
      return only(statement);
    }
  }

  static Optional<WorkerRelation> find(Connection connection, WorkerId workerId, UUID relationId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select * from worker_relation where worker_id = ? and relation_id = ?")) {
      statement.setObject(1, workerId.value());
      statement.setObject(2, relationId);
      return only(statement);
    }
  }

  static void insert(Connection connection, WorkerRelation relation, WorkerId declaredBy)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into worker_relation"
                + " (relation_id, worker_id, other_worker_id, valid_from, declared_by)"
                + " values (?, ?, ?, ?, ?)")) {
      statement.setObject(1, relation.relationId());
      statement.setObject(2, relation.workerId().value());
      statement.setObject(3, relation.otherWorkerId().value());
      statement.setObject(4, relation.validFrom().atOffset(ZoneOffset.UTC));
      statement.setString(5, declaredBy.toString());
      statement.executeUpdate();
    }
  }

  static void end(Connection connection, UUID relationId, Instant endedAt, WorkerId endedBy)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update worker_relation set ended_at = ?, ended_by = ? where relation_id = ?")) {
      statement.setObject(1, endedAt.atOffset(ZoneOffset.UTC));
      statement.setString(2, endedBy.toString());
      statement.setObject(3, relationId);
      statement.executeUpdate();
    }
  }

  private static Optional<WorkerRelation> only(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      @Nullable OffsetDateTime ended = rows.getObject("ended_at", OffsetDateTime.class);
      return Optional.of(
          new WorkerRelation(
              rows.getObject("relation_id", UUID.class),
              new WorkerId(rows.getObject("worker_id", UUID.class)),
              new WorkerId(rows.getObject("other_worker_id", UUID.class)),
              rows.getObject("valid_from", OffsetDateTime.class).toInstant(),
              ended == null ? null : ended.toInstant()));
    }
  }
}

package org.casenotesaudit.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who waits for whom, held until the transaction ends. Always in this order, so that nobody waits
 * in a circle: the mappings of foreign ids, the directory, then workers all at once, then clients
 * all at once. Advisory, because there need not be a row of the worker or the client.
 */
public final class Locks {

  private static final int DIRECTORY = 1;
  private static final int WORKER = 2;
  private static final int CLIENT = 3;
  private static final int MAPPINGS = 4;

  private Locks() {}

  /**
   * Makes the intake of reports and every change of a mapping wait for each other: a report either
   * finds the mapping, or is found waiting by whoever sets it. Reports do not wait for reports.
   */
  public static void mappingsForReport(Connection connection) throws SQLException {
    lock(connection, "pg_advisory_xact_lock_shared", MAPPINGS, 0);
  }

  /** One change of the mappings at a time, and no report meanwhile: they are rare. */
  public static void mappingsForChange(Connection connection) throws SQLException {
    lock(connection, "pg_advisory_xact_lock", MAPPINGS, 0);
  }

  /**
   * Makes these accesses and every change of the workers' facts wait for each other; accesses do
   * not wait for accesses. Also makes the commit durable, whatever the connection was told.
   */
  public static void workersForAccess(Connection connection, Collection<WorkerId> workers)
      throws SQLException {
    lockAll(connection, "pg_advisory_xact_lock_shared", WORKER, ids(workers, WorkerId::value));
  }

  /** Makes accesses by these workers wait until the change of their facts has committed. */
  public static void workersForChange(Connection connection, Collection<WorkerId> workers)
      throws SQLException {
    lockAll(connection, "pg_advisory_xact_lock", WORKER, ids(workers, WorkerId::value));
  }

  /** One change of the directory at a time: they are rare, and touch several workers each. */
  public static void directory(Connection connection) throws SQLException {
    lock(connection, "pg_advisory_xact_lock", DIRECTORY, 0);
  }

  /** Makes the order of a client's events in the outbox the order in which they commit. */
  public static void clients(Connection connection, Collection<ClientId> clients)
      throws SQLException {
    lockAll(connection, "pg_advisory_xact_lock", CLIENT, ids(clients, ClientId::value));
  }

  private static <T> List<UUID> ids(Collection<T> persons, Function<T, UUID> id) {
    return persons.stream().map(id).toList();
  }

  /** In the order of the keys themselves: two ids may share one. */
  private static void lockAll(Connection connection, String function, int space, List<UUID> ids)
      throws SQLException {
    for (int key : ids.stream().mapToInt(UUID::hashCode).sorted().distinct().toArray()) {
      lock(connection, function, space, key);
    }
  }

  private static void lock(Connection connection, String function, int space, int key)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select " + function + "(?, ?), set_config('synchronous_commit', 'on', true)")) {
      statement.setInt(1, space);
      statement.setInt(2, key);
      statement.executeQuery().close();
    }
  }
}

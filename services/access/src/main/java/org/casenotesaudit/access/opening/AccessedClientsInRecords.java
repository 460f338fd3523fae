package org.casenotesaudit.access.opening;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.AccessedClients;

/** Answers the directory from the access records, those of other systems included. */
@Singleton
final class AccessedClientsInRecords implements AccessedClients {

  @Override
  public List<UUID> between(Connection connection, WorkerId workerId, Instant from, Instant until)
      throws SQLException {
    return AccessRows.clientsAccessed(connection, workerId, from, until);
  }
}

package org.casenotesaudit.access.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;

/** Which clients a worker accessed: asked by the directory, answered by the access records. */
public interface AccessedClients {

  /** Clients whose records the worker accessed from one instant until another (not included). */
  List<UUID> between(Connection connection, WorkerId workerId, Instant from, Instant until)
      throws SQLException;
}

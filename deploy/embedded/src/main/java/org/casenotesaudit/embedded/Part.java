package org.casenotesaudit.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One process of the running system.
 *
 * @param name also the name of its folder in the run directory
 * @param after steps that must be done before it is started
 * @param ports the ports it listens on
 * @param command program and arguments
 * @param priority whether it steps back while others are busy
 * @param environment variables it is given beside those of the launcher
 * @param stopSignal the signal that asks it to stop in an orderly way
 * @param probe tells whether it answers
 * @param patience how long it may take until it answers
 */
record Part(
    String name,
    Set<String> after,
    List<Port> ports,
    List<String> command,
    Priority priority,
    Map<String, String> environment,
    StopSignal stopSignal,
    Probe probe,
    Duration patience) {

  /**
   * How to ask for an orderly stop: PostgreSQL's "fast" shutdown is INT; TERM waits for clients.
   */
  enum StopSignal {
    TERM,
    INT
  }
}

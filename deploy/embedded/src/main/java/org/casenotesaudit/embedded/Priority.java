package org.casenotesaudit.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * Who goes first when the processors are short. Somebody waits for an answer of {@code access},
 * {@code case-notes}, PostgreSQL and the issuer; what is recorded there is judged, sealed and shown
 * a moment later, and a burst of readings may make that moment longer, never the other way round.
 */
enum Priority {
  PEOPLE_WAIT(0),
  FOLLOWS(10);

  /**
   * Linux shares processors between sessions first and only then between processes ("autogroup"),
   * and each of ours has a session: both take the value. A kernel without it has no such file; one
   * that was just asked by another process wants to be asked again.
   */
  private static final String STEP_BACK =
      """
      nice=$1; shift; tries=0
      while [ -w /proc/self/autogroup ] && ! echo "$nice" 2>/dev/null >/proc/self/autogroup; do
        tries=$((tries + 1)); [ $tries -lt 20 ] || break; sleep 0.1
      done
      exec nice -n "$nice" "$@"
      """;

  private final int nice;

  Priority(int nice) {
    this.nice = nice;
  }

  /** The command that runs this command with this priority, under the same process id. */
  List<String> given(List<String> command) {
    if (nice == 0) {
      return command;
    }
    var all = new ArrayList<>(List.of("/bin/sh", "-c", STEP_BACK, "step-back", "" + nice));
    all.addAll(command);
    return all;
  }
}

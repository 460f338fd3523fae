package org.casenotesaudit.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What ends with the JVM, the latest first: a broker is stopped before its folder goes. Hooks of
 * their own would run all at once.
 */
final class AtExit {

  private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "testkit-exit"));
  }

  private AtExit() {}

  static synchronized void run(Runnable action) {
    ACTIONS.push(action);
  }

  private static synchronized void runAll() {
    while (!ACTIONS.isEmpty()) {
      ACTIONS.pop().run();
    }
  }
}

package org.casenotesaudit.access.opening;

import io.micronaut.context.ApplicationContext;

/** Closes ended viewings at once, where a test would wait for the schedule. */
public final class Sweep {

  private Sweep() {}

  public static void now(ApplicationContext context) {
    context.getBean(MediaViewings.class).closeEnded();
  }
}

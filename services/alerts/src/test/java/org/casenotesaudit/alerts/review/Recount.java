package org.casenotesaudit.alerts.review;

import io.micronaut.context.ApplicationContext;

/** Counts now what the app counts each minute. */
public final class Recount {

  private Recount() {}

  public static void now(ApplicationContext app) {
    app.getBean(UnseenConcerns.class).count();
  }
}

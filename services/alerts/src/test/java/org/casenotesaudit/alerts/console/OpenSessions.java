package org.casenotesaudit.alerts.console;

import io.micronaut.context.ApplicationContext;
import java.util.Set;

/** Opens a console session without the issuer, for tests that are about what comes after. */
public final class OpenSessions {

  private OpenSessions() {}

  /** The Cookie header of a person signed in with these roles. */
  public static String cookie(ApplicationContext app, String worker, String... roles) {
    return SessionCookie.NAME
        + "="
        + app.getBean(Sessions.class).open(worker, "demo", Set.of(roles));
  }
}

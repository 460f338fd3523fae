package org.casenotesaudit.alerts;

import io.micronaut.runtime.Micronaut;

/** Starts alerts: the console of compliance officers and its REST edge. */
public final class Application {

  private Application() {}

  public static void main(String[] arguments) {
    Micronaut.build(arguments).mainClass(Application.class).start();
  }
}

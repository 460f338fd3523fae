package org.casenotesaudit.confidentiality;

import io.micronaut.runtime.Micronaut;

/** Starts confidentiality: the stream that judges, and its HTTP edge. */
public final class Application {

  private Application() {}

  public static void main(String[] arguments) {
    Micronaut.build(arguments).mainClass(Application.class).start();
  }
}

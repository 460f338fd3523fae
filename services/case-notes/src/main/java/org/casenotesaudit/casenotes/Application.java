package org.casenotesaudit.casenotes;

import io.micronaut.runtime.Micronaut;

/** Starts case-notes: the room that keeps the records and decides who may open them. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Micronaut.run(Application.class, args);
  }
}

package org.casenotesaudit.access;

import io.micronaut.runtime.Micronaut;

/** Starts access: the room through which everybody reads, and where every reading is recorded. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Micronaut.run(Application.class, args);
  }
}

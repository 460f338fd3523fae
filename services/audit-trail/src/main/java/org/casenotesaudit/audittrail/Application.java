package org.casenotesaudit.audittrail;

import io.micronaut.runtime.Micronaut;

/** Starts the audit trail: ledger writer, checkpoints, tiles, proofs and exports in one process. */
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    Micronaut.build(args).mainClass(Application.class).banner(false).start();
  }
}

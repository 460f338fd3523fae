package org.casenotesaudit.messaging.provision;

import java.util.List;

/**
 * A topic exists, but not as the catalogue says. Nothing was changed: partitions and retention of a
 * topic with records in it are for a person to decide.
 */
public final class DriftException extends RuntimeException {

  private final List<String> findings;

  DriftException(List<String> findings) {
    super(String.join("; ", findings));
    this.findings = List.copyOf(findings);
  }

  /** One line per difference: what, found, expected. */
  public List<String> findings() {
    return findings;
  }
}

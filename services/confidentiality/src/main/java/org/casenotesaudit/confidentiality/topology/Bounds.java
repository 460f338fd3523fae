package org.casenotesaudit.confidentiality.topology;

/**
 * What one client may cost, however much is recorded about them.
 *
 * @param judgedPerStep acts judged at once; a late fact that touches more goes on step by step
 * @param accessesPerClient acts held of one client; the oldest ones beyond collapse
 */
public record Bounds(int judgedPerStep, int accessesPerClient) {

  public Bounds {
    if (judgedPerStep < 1) {
      throw new IllegalArgumentException(
          "judged-per-step: " + judgedPerStep + " (expected: 1 or more)");
    }
    if (accessesPerClient < 1) {
      throw new IllegalArgumentException(
          "accesses-per-client: " + accessesPerClient + " (expected: 1 or more)");
    }
  }

  /** What holds where nothing is set. */
  public static Bounds defaults() {
    return new Bounds(500, 10_000);
  }
}

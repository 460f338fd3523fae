package org.casenotesaudit.confidentiality.replay;

/** Where what was said differs from what the ledger's own events give. */
sealed interface Difference {

  /** One plain sentence. */
  String sentence();

  /** An access that the ledger holds and no judgement is about. */
  record NotJudged(String accessId, String verdict) implements Difference {
    @Override
    public String sentence() {
      return "access %s was never judged (expected: %s)".formatted(accessId, verdict);
    }
  }

  /** A judgement that says something else than the client's file does. */
  record JudgedOtherwise(String accessId, int revision, String field, String found, String expected)
      implements Difference {
    @Override
    public String sentence() {
      return "access %s: the last judgement, revision %d, says %s: %s (expected: %s)"
          .formatted(accessId, revision, field, found, expected);
    }
  }

  /** A judgement on nothing. */
  record JudgedNothing(String accessId) implements Difference {
    @Override
    public String sentence() {
      return "access %s was judged, and no event tells of it (expected: one)".formatted(accessId);
    }
  }

  /** An alert that a judgement asks for and nobody raised, or that was wrongly withdrawn. */
  record AlertMissing(String accessId, String concernId) implements Difference {
    @Override
    public String sentence() {
      return "access %s: the alert %s is not open (expected: raised and not withdrawn)"
          .formatted(accessId, concernId);
    }
  }

  /** An alert that says something else than the judgement. */
  record AlertSaysOtherwise(
      String accessId, String concernId, String field, String found, String expected)
      implements Difference {
    @Override
    public String sentence() {
      return "access %s: the alert %s says %s: %s (expected: %s)"
          .formatted(accessId, concernId, field, found, expected);
    }
  }

  /** An alert that is open and that nothing asks for. */
  record AlertUncalledFor(String accessId, String concernId) implements Difference {
    @Override
    public String sentence() {
      return "access %s: the alert %s is open (expected: none, or withdrawn)"
          .formatted(accessId, concernId);
    }
  }
}

package org.casenotesaudit.confidentiality.packs;

/** A rule pack that cannot be run as written. The message shows found and expected. */
public final class RulePackException extends RuntimeException {

  public RulePackException(String key, String found, String expected) {
    super(key + ": \"" + found + "\" (expected: " + expected + ")");
  }

  public RulePackException(String key, String found, String expected, Throwable cause) {
    super(key + ": \"" + found + "\" (expected: " + expected + ")", cause);
  }
}

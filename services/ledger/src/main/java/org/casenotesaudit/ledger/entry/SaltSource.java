package org.casenotesaudit.ledger.entry;

import java.security.SecureRandom;

/** Gives the salts that keep a digest from being guessed: 16 bytes, each used once. */
@FunctionalInterface
public interface SaltSource {
  /** Length of a salt in bytes. */
  int SALT_BYTES = 16;

  byte[] nextSalt();

  static SaltSource random(SecureRandom random) {
    return () -> {
      var salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      return salt;
    };
  }
}

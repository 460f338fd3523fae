package org.casenotesaudit.audittrail.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps persons' data keys for storage: AES-256-GCM, 12 bytes of nonce before the ciphertext, bound
 * to the person so that two rows cannot be swapped.
 */
public final class KeyWrap {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec wrappingKey;
  private final SecureRandom random;

  /**
   * @param wrappingKey 32 bytes from the folder of key files
   */
  public KeyWrap(byte[] wrappingKey, SecureRandom random) {
    this.wrappingKey = new SecretKeySpec(wrappingKey, "AES");
    this.random = random;
  }

  public byte[] wrap(PersonRef person, byte[] dataKey) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, person, nonce, dataKey, 0);
    byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
    return wrapped;
  }

  /**
   * @throws IllegalStateException if the row was altered, belongs to another person, or was wrapped
   *     by another key
   */
  public byte[] unwrap(PersonRef person, byte[] wrapped) {
    return run(
        Cipher.DECRYPT_MODE, person, Arrays.copyOf(wrapped, NONCE_BYTES), wrapped, NONCE_BYTES);
  }

  private byte[] run(int mode, PersonRef person, byte[] nonce, byte[] input, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, wrappingKey, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(person.bytes());
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a person's data key does not open (expected: wrapped by the key in the key folder)", e);
    }
  }
}

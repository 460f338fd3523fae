package org.casenotesaudit.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) by the JDK, with keys as the 32 raw bytes that notes use. */
final class Ed25519 {
  /** What X.509 puts before the 32 bytes of an Ed25519 public key. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /**
   * The JDK does not derive a public key from a seed, but a generator that is fed the seed as its
   * randomness does.
   */
  static KeyPair fromSeed(byte[] seed) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new FixedRandom(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  static byte[] rawPublicKey(PublicKey key) {
    var encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException brokenJdk) {
      throw new IllegalStateException(brokenJdk);
    }
  }

  static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    try {
      var x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + publicKey.length);
      System.arraycopy(publicKey, 0, x509, X509_PREFIX.length, publicKey.length);
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
      verifier.update(message);
      return signature.length == 64 && verifier.verify(signature);
    } catch (GeneralSecurityException notAPointOrNotASignature) {
      return false;
    }
  }

  private static final class FixedRandom extends SecureRandom {
    private final byte[] seed;

    FixedRandom(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException(
            "the key generator asked for "
                + bytes.length
                + " bytes (expected: "
                + seed.length
                + ")");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}

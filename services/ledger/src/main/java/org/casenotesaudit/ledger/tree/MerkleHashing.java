package org.casenotesaudit.ledger.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of an RFC 6962 section 2.1 Merkle tree. Leaves and nodes start with different bytes,
 * so that a node can never be passed off as an entry.
 */
public final class MerkleHashing {
  private MerkleHashing() {}

  /** SHA-256(0x00 || entry). */
  public static Hash leafHash(byte[] entry) {
    var digest = sha256();
    digest.update((byte) 0);
    return Hash.of(digest.digest(entry));
  }

  /** SHA-256(0x01 || left || right). */
  public static Hash nodeHash(Hash left, Hash right) {
    var digest = sha256();
    digest.update((byte) 1);
    digest.update(left.shared());
    return Hash.of(digest.digest(right.shared()));
  }

  /** The root of a tree without entries: SHA-256 of nothing. */
  public static Hash emptyRoot() {
    return Hash.of(sha256().digest());
  }

  /** Plain SHA-256. */
  public static Hash sha256(byte[] bytes) {
    return Hash.of(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}

package org.casenotesaudit.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A witness's word that, at that time, it had seen no larger and no contradicting checkpoint of the
 * log: <a href="https://c2sp.org/tlog-cosignature">C2SP tlog-cosignature</a>, Ed25519 type {@code
 * cosignature/v1}.
 *
 * @param witness the key that signed
 * @param at when the witness says that it signed
 */
public record Cosignature(VerifierKey witness, Instant at) {

  /** Signs a checkpoint as a witness. */
  public static NoteSignature sign(SigningKey witness, Checkpoint checkpoint, Instant at) {
    if (witness.verifierKey().type() != KeyType.COSIGNATURE_V1) {
      throw new IllegalArgumentException(
          "key type: " + witness.verifierKey().type() + " (expected: COSIGNATURE_V1)");
    }
    var signature = witness.signBytes(message(at.getEpochSecond(), checkpoint.text()));
    var stamped =
        ByteBuffer.allocate(8 + signature.length)
            .putLong(at.getEpochSecond())
            .put(signature)
            .array();
    return new NoteSignature(witness.verifierKey().name(), witness.verifierKey().keyId(), stamped);
  }

  static List<Cosignature> verifyAll(SignedNote note, Collection<VerifierKey> known) {
    var good = new ArrayList<Cosignature>();
    for (var signature : note.signatures()) {
      for (var key : known) {
        if (key.type() == KeyType.COSIGNATURE_V1 && key.isNamedBy(signature)) {
          good.add(verify(note, signature, key));
        }
      }
    }
    return good;
  }

  private static Cosignature verify(SignedNote note, NoteSignature signature, VerifierKey key) {
    var stamped = signature.signature();
    if (stamped.length != 72) {
      throw new NoteException.BadSignature(key);
    }
    long seconds = ByteBuffer.wrap(stamped).getLong();
    // Instants end long before 2^63 seconds; a witness from year 1,000,000,000 is not one.
    boolean plausible = seconds >= 0 && seconds <= Instant.MAX.getEpochSecond();
    if (!plausible
        || !key.verifies(message(seconds, note.text()), Arrays.copyOfRange(stamped, 8, 72))) {
      throw new NoteException.BadSignature(key);
    }
    return new Cosignature(key, Instant.ofEpochSecond(seconds));
  }

  private static byte[] message(long seconds, String text) {
    return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }
}

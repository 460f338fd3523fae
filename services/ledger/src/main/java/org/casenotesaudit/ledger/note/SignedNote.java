package org.casenotesaudit.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text with signature lines below it, as <a href="https://c2sp.org/signed-note@v1.0.0">C2SP
 * signed-note v1.0.0</a> says. The text must not be believed before {@link #verify} has returned.
 *
 * @param text ends in a newline
 * @param signatures as found, unchecked
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** A note may be this long: sixteen post-quantum signatures fit. */
  public static final int LARGEST_BYTES = 100_000;

  private static final int MOST_SIGNATURES = 64;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (text.isEmpty() || !text.endsWith("\n")) {
      throw new NoteException.Malformed("text", "no newline at its end", "a newline");
    }
    if (text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
      throw new NoteException.Malformed("text", "a control character", "none but newlines");
    }
    if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
      throw new NoteException.Malformed(
          "signatures", signatures.size() + "", "1 to " + MOST_SIGNATURES);
    }
  }

  /**
   * Takes a note apart at its last blank line.
   *
   * @throws NoteException.Malformed if it is not a signed note
   */
  public static SignedNote parse(byte[] bytes) {
    if (bytes.length > LARGEST_BYTES) {
      throw new NoteException.Malformed(
          "length", bytes.length + " bytes", "at most " + LARGEST_BYTES);
    }
    var note = decode(bytes);
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new NoteException.Malformed("signatures", "no blank line before them", "a blank line");
    }
    if (!note.endsWith("\n") || blank + 2 == note.length()) {
      throw new NoteException.Malformed(
          "signatures", "no newline after them, or none at all", "lines that end in a newline");
    }
    var signatures = new ArrayList<NoteSignature>();
    for (var line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(note.substring(0, blank + 1), signatures);
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new NoteException.Malformed("text", "bytes that are not UTF-8", "UTF-8");
    }
  }

  /** The note as it is sent and stored. */
  public byte[] bytes() {
    var out = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> out.append(signature.line()));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The same note with one more signature line. */
  public SignedNote plus(NoteSignature signature) {
    var more = new ArrayList<>(signatures);
    more.add(signature);
    return new SignedNote(text, more);
  }

  /**
   * Checks every signature by a known Ed25519 key. Lines by unknown keys are ignored, so that keys
   * can be rotated and witnesses added.
   *
   * @return the keys whose signatures were found good, at least one
   * @throws NoteException.BadSignature if a known key's signature is wrong
   * @throws NoteException.NotSigned if no known key has signed
   */
  public List<VerifierKey> verify(Collection<VerifierKey> known) {
    var good = new ArrayList<VerifierKey>();
    for (var signature : signatures) {
      for (var key : known) {
        if (key.type() == KeyType.ED25519 && key.isNamedBy(signature) && !good.contains(key)) {
          if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), signature.signature())) {
            throw new NoteException.BadSignature(key);
          }
          good.add(key);
        }
      }
    }
    if (good.isEmpty()) {
      throw new NoteException.NotSigned(
          signatures.stream().map(NoteSignature::name).distinct().toList().toString(),
          known.isEmpty() ? "a trusted key, but none was given" : known.toString());
    }
    return good;
  }
}

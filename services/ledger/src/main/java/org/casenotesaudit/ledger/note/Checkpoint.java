package org.casenotesaudit.ledger.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MalformedHashException;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * What a log signs: its name, its size and its root hash, as <a
 * href="https://c2sp.org/tlog-checkpoint@v1.0.0">C2SP tlog-checkpoint v1.0.0</a> says.
 *
 * @param origin the log's name, also the name of its key
 * @param head size and root
 * @param extensions further lines, kept as they are; we write none
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (origin.isEmpty() || origin.contains("\n")) {
      throw new NoteException.MalformedCheckpoint(
          "origin", "\"" + origin + "\"", "one line that is not empty");
    }
    if (head.size() == 0 && !head.equals(TreeHead.empty())) {
      throw new NoteException.MalformedCheckpoint(
          "root hash", head.root().toBase64(), "the hash of nothing, since the size is 0");
    }
  }

  public Checkpoint(String origin, TreeHead head) {
    this(origin, head, List.of());
  }

  /**
   * Reads the text of a note.
   *
   * @throws NoteException.MalformedCheckpoint naming the line that is wrong
   */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new NoteException.MalformedCheckpoint("text", "no newline at its end", "a newline");
    }
    var lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < 3) {
      throw new NoteException.MalformedCheckpoint("text", lines.size() + " lines", "3 or more");
    }
    if (lines.stream().anyMatch(String::isEmpty)) {
      throw new NoteException.MalformedCheckpoint("text", "an empty line", "no empty line");
    }
    return new Checkpoint(
        lines.get(0),
        new TreeHead(size(lines.get(1)), root(lines.get(2))),
        lines.subList(3, lines.size()));
  }

  private static long size(String line) {
    if (!line.matches("0|[1-9][0-9]{0,17}")) {
      throw new NoteException.MalformedCheckpoint(
          "size", "\"" + line + "\"", "a decimal number without sign or leading zero, below 10^18");
    }
    return Long.parseLong(line);
  }

  private static Hash root(String line) {
    try {
      return Hash.ofBase64(line);
    } catch (MalformedHashException badRoot) {
      throw new NoteException.MalformedCheckpoint(
          "root hash", "\"" + line + "\"", "base64 of 32 bytes");
    }
  }

  /** The text to sign. */
  public String text() {
    var out = new StringBuilder();
    out.append(origin)
        .append('\n')
        .append(head.size())
        .append('\n')
        .append(head.root().toBase64())
        .append('\n');
    extensions.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /**
   * Signs with the log's key, and with the former one beside it while keys are being changed. Never
   * sign a head that was not stored first.
   *
   * @throws IllegalArgumentException if a key does not carry the log's name
   */
  public SignedNote sign(SigningKey... keys) {
    var signatures = new ArrayList<NoteSignature>();
    for (var key : keys) {
      if (!key.verifierKey().name().equals(origin)) {
        throw new IllegalArgumentException(
            "key name: " + key.verifierKey().name() + " (expected: the origin " + origin + ")");
      }
      signatures.add(key.sign(text()));
    }
    return new SignedNote(text(), signatures);
  }

  /**
   * Opens a signed checkpoint: signature first, then content. The log's own key must have signed;
   * cosignatures by known witnesses are checked too.
   *
   * @throws NoteException naming what is wrong
   */
  public static VerifiedCheckpoint open(byte[] note, Collection<VerifierKey> trusted) {
    return open(SignedNote.parse(note), trusted);
  }

  /** As {@link #open(byte[], Collection)}. */
  public static VerifiedCheckpoint open(SignedNote note, Collection<VerifierKey> trusted) {
    var signers = note.verify(trusted);
    var checkpoint = parse(note.text());
    if (signers.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
      throw new NoteException.NotSigned(
          signers.stream().map(VerifierKey::name).toList().toString(),
          "the log itself, " + checkpoint.origin());
    }
    return new VerifiedCheckpoint(checkpoint, note, signers, Cosignature.verifyAll(note, trusted));
  }
}

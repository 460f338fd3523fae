package org.casenotesaudit.ledger.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.note.VerifiedCheckpoint;
import org.casenotesaudit.ledger.note.VerifierKey;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MalformedHashException;
import org.casenotesaudit.ledger.tree.MerkleHashing;

/**
 * An inclusion proof with its checkpoint in one text file, as <a
 * href="https://c2sp.org/tlog-proof@v1">C2SP tlog-proof v1</a> says. We put the entry's bytes into
 * {@code extra}: it is not trusted there, since its hash must lead to the signed root.
 *
 * @param index place of the entry
 * @param path sibling hashes from the leaf up
 * @param checkpoint the signed tree head, unchecked
 * @param extra the entry's bytes, if they come with the proof
 */
public record TlogProof(long index, List<Hash> path, SignedNote checkpoint, Optional<Extra> extra) {
  /** Longest file that is read: an entry in base64, 63 hashes and a checkpoint. */
  public static final int LARGEST_BYTES = 300_000;

  private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";

  public TlogProof {
    path = List.copyOf(path);
  }

  /** Bytes that travel with a proof. Two with the same bytes are equal. */
  public record Extra(ByteBuffer content) {
    static Extra of(byte[] bytes) {
      return new Extra(ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
      var bytes = new byte[content.remaining()];
      content.duplicate().get(bytes);
      return bytes;
    }
  }

  /** A proof file that carries its entry. */
  public static TlogProof of(InclusionProof proof, SignedNote checkpoint, byte[] entry) {
    return new TlogProof(proof.index(), proof.path(), checkpoint, Optional.of(Extra.of(entry)));
  }

  /**
   * Reads a proof file.
   *
   * @throws ProofException.Malformed naming the line that is wrong
   */
  public static TlogProof parse(byte[] bytes) {
    if (bytes.length > LARGEST_BYTES) {
      throw new ProofException.Malformed(
          "length", bytes.length + " bytes", "at most " + LARGEST_BYTES);
    }
    var text = decode(bytes);
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new ProofException.Malformed("checkpoint", "no blank line before it", "a blank line");
    }
    var lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", -1)));
    if (!lines.removeFirst().equals(FIRST_LINE)) {
      throw new ProofException.Malformed("first line", "another", FIRST_LINE);
    }
    Optional<Extra> extra = Optional.empty();
    if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
      extra = Optional.of(extra(lines.removeFirst().substring("extra ".length())));
    }
    long index = index(lines.isEmpty() ? "" : lines.removeFirst());
    var path = lines.stream().map(TlogProof::hash).toList();
    var checkpoint = SignedNote.parse(text.substring(blank + 2).getBytes(StandardCharsets.UTF_8));
    return new TlogProof(index, path, checkpoint, extra);
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new ProofException.Malformed("text", "bytes that are not UTF-8", "UTF-8");
    }
  }

  private static Extra extra(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      if (bytes.length > 0 && Base64.getEncoder().encodeToString(bytes).equals(base64)) {
        return Extra.of(bytes);
      }
    } catch (IllegalArgumentException notBase64) {
      // refused below, with the other misspellings
    }
    throw new ProofException.Malformed("extra", "not base64", "base64 of the entry");
  }

  private static long index(String line) {
    if (!line.matches("index (0|[1-9][0-9]{0,17})")) {
      throw new ProofException.Malformed(
          "index", "\"" + line + "\"", "\"index \" and a decimal number");
    }
    return Long.parseLong(line.substring("index ".length()));
  }

  private static Hash hash(String line) {
    try {
      return Hash.ofBase64(line);
    } catch (MalformedHashException notAHash) {
      throw new ProofException.Malformed("hash", "\"" + line + "\"", "base64 of 32 bytes");
    }
  }

  /** The file's bytes. */
  public byte[] format() {
    var head = new StringBuilder(FIRST_LINE).append('\n');
    extra.ifPresent(
        e ->
            head.append("extra ")
                .append(Base64.getEncoder().encodeToString(e.bytes()))
                .append('\n'));
    head.append("index ").append(index).append('\n');
    path.forEach(hash -> head.append(hash.toBase64()).append('\n'));
    head.append('\n');
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(checkpoint.bytes());
    return out.toByteArray();
  }

  /**
   * Checks that a trusted key signed a tree in which exactly this entry stands at this place.
   *
   * @param entry the entry's bytes, from {@link #extra} or from elsewhere
   * @throws org.casenotesaudit.ledger.LedgerException naming what is wrong
   */
  public VerifiedCheckpoint verify(byte[] entry, Collection<VerifierKey> trusted) {
    var opened = Checkpoint.open(checkpoint, trusted);
    var head = opened.checkpoint().head();
    new InclusionProof(index, head.size(), path).verify(MerkleHashing.leafHash(entry), head);
    return opened;
  }
}

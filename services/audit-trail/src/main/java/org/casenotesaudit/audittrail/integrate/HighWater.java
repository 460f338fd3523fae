package org.casenotesaudit.audittrail.integrate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.casenotesaudit.audittrail.keys.KeyFolder;

/**
 * The signer's own memory of the largest tree it has signed, in a file beside the log key: a
 * database restored from an older backup must not make it sign a second history.
 */
public final class HighWater {

  private static final String FILE = "log-high-water";

  private final KeyFolder folder;
  private boolean absent;
  private long size;
  private byte[] root;

  /** Reads the file; without one nothing was signed yet, or the file was lost. */
  public HighWater(KeyFolder folder) {
    this.folder = folder;
    String line =
        folder
            .read(FILE)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
            .orElse("");
    this.absent = line.isEmpty();
    String[] parts = (absent ? line(0, EMPTY_ROOT).strip() : line).split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalStateException(
          FILE + ": " + parts.length + " words (expected: size and root)");
    }
    this.size = Long.parseLong(parts[0]);
    this.root = Base64.getDecoder().decode(parts[1]);
  }

  /** Whether there is no file: right for a log that has never signed, and for no other. */
  public synchronized boolean isAbsent() {
    return absent;
  }

  /** The largest size ever signed. */
  public synchronized long size() {
    return size;
  }

  /** The root signed at {@link #size()}. */
  public synchronized byte[] root() {
    return root.clone();
  }

  /**
   * Remembers, on disk, that this head is about to be signed; call it before signing.
   *
   * @throws SigningRefusedException if more, or another root of the same size, was signed before
   */
  public synchronized void raise(long newSize, byte[] newRoot) {
    if (newSize < size) {
      throw new SigningRefusedException(
          "tree size: " + newSize + " (expected: " + size + " or more, which was signed before)");
    }
    if (newSize == size) {
      if (!java.util.Arrays.equals(newRoot, root)) {
        throw new SigningRefusedException(
            "root at size "
                + newSize
                + ": "
                + HexFormat.of().formatHex(newRoot)
                + " (expected: "
                + HexFormat.of().formatHex(root)
                + ", which was signed before)");
      }
      if (!absent) {
        return;
      }
    }
    folder.write(FILE, line(newSize, newRoot).getBytes(StandardCharsets.UTF_8));
    absent = false;
    size = newSize;
    root = newRoot.clone();
  }

  private static final byte[] EMPTY_ROOT =
      HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private static String line(long size, byte[] root) {
    return size + " " + Base64.getEncoder().encodeToString(root) + "\n";
  }
}

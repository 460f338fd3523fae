package org.casenotesaudit.ledger.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.tile.EntryBundle;
import org.casenotesaudit.ledger.tile.LogPath;
import org.casenotesaudit.ledger.tile.LogSource;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * A log on disk. Integrating is a pure function of what is there and the records given, so a run
 * that died is simply run again: it writes the same bytes to the same paths. One writer at a time;
 * reading needs no lock.
 */
public final class LogFolder implements LogSource {
  private final DurableFiles files;

  /**
   * Folders of partial tiles whose full tile is written; removed when the checkpoint that covers it
   * is out.
   */
  private final TreeSet<Path> superseded = new TreeSet<>();

  private LogFolder(Path root) {
    this.files = new DurableFiles(root);
  }

  /** The log in that folder, which is made if it is not there. */
  public static LogFolder at(Path root) throws IOException {
    return new LogFolder(Files.createDirectories(root.toAbsolutePath()));
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    LogPath.parse(path);
    return files.read(path);
  }

  /**
   * Writes the bundles, sealed bundles and tiles of further entries, durably, and nothing that says
   * that they are part of the log: that is the checkpoint's to say.
   *
   * @param oldSize size of the tree that is stored as the head
   * @param records the entries from that index on
   * @return the head to store by compare-and-swap, then to sign, then to {@link #publish}
   * @throws LogException.FileConflict if there are other bytes already: stop, and find out who
   *     wrote them
   */
  public TreeHead integrate(long oldSize, List<LogRecord> records) throws IOException {
    var out = new LinkedHashMap<String, byte[]>();
    var old = reader(oldSize);
    long newSize = oldSize + records.size();
    if (!records.isEmpty()) {
      addBundles(old, records, out);
      addSealedBundles(oldSize, records, out);
      addTiles(old, records, out);
      files.writeOnce(out);
    }
    return reader(newSize).head();
  }

  private void addBundles(TileReader old, List<LogRecord> records, Map<String, byte[]> out)
      throws IOException {
    var entries = new ArrayList<byte[]>();
    long bundle = old.treeSize() / LogPath.FULL_WIDTH;
    if (old.width(0, bundle) > 0) {
      entries.addAll(old.entries(bundle));
    }
    records.forEach(record -> entries.add(record.entry()));
    for (var cut : cut(entries)) {
      out.put(new LogPath.BundlePath(bundle, cut.size()).path(), EntryBundle.encode(cut));
      bundle++;
    }
  }

  private void addSealedBundles(long oldSize, List<LogRecord> records, Map<String, byte[]> out)
      throws IOException {
    var sealed = new ArrayList<byte[]>();
    long bundle = oldSize / LogPath.FULL_WIDTH;
    if (oldSize % LogPath.FULL_WIDTH > 0) {
      sealed.addAll(sealedBundle(bundle, oldSize));
    }
    records.forEach(record -> sealed.add(record.sealedRecord()));
    for (var cut : cut(sealed)) {
      out.put(sealedPath(bundle, cut.size()), EntryBundle.encodeSealed(cut));
      supersede(sealedPath(bundle, cut.size()), cut.size());
      bundle++;
    }
  }

  private void addTiles(TileReader old, List<LogRecord> records, Map<String, byte[]> out)
      throws IOException {
    var added = records.stream().map(record -> MerkleHashing.leafHash(record.entry())).toList();
    for (int level = 0; !added.isEmpty(); level++) {
      long index = (old.treeSize() >> (8 * level)) / LogPath.FULL_WIDTH;
      int width = old.width(level, index);
      var hashes = new ArrayList<Hash>();
      for (int i = 0; i < width; i++) {
        hashes.add(Hash.at(old.tile(level, index), i));
      }
      hashes.addAll(added);
      var completed = new ArrayList<Hash>();
      for (var cut : cut(hashes)) {
        var path = new LogPath.TilePath(level, index, cut.size()).path();
        out.put(path, concatenate(cut));
        if (cut.size() == LogPath.FULL_WIDTH) {
          completed.add(root(cut));
          supersede(path, cut.size());
          if (level == 0) {
            supersede(new LogPath.BundlePath(index, cut.size()).path(), cut.size());
          }
        }
        index++;
      }
      added = completed;
    }
  }

  private void supersede(String path, int width) {
    if (width == LogPath.FULL_WIDTH) {
      superseded.add(files.at(path + ".p"));
    }
  }

  private static <T> List<List<T>> cut(List<T> all) {
    var cuts = new ArrayList<List<T>>();
    for (int i = 0; i < all.size(); i += LogPath.FULL_WIDTH) {
      cuts.add(all.subList(i, Math.min(all.size(), i + LogPath.FULL_WIDTH)));
    }
    return cuts;
  }

  private static byte[] concatenate(List<Hash> hashes) {
    var out = new byte[hashes.size() * Hash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).bytes(), 0, out, i * Hash.BYTES, Hash.BYTES);
    }
    return out;
  }

  static Hash root(List<Hash> fullTile) {
    var hashes = fullTile;
    while (hashes.size() > 1) {
      var above = new ArrayList<Hash>();
      for (int i = 0; i < hashes.size(); i += 2) {
        above.add(MerkleHashing.nodeHash(hashes.get(i), hashes.get(i + 1)));
      }
      hashes = above;
    }
    return hashes.getFirst();
  }

  /** Reads the tree of a size that was stored as the head once. */
  public TileReader reader(long treeSize) {
    return new TileReader(this, treeSize);
  }

  /**
   * Reads the tree of any smaller size, for instance one that somebody asks a consistency proof
   * for.
   *
   * @param storedSize the stored head's size
   */
  public TileReader reader(long treeSize, long storedSize) {
    return new TileReader(this, treeSize, storedSize);
  }

  /**
   * The head of that size, from the fewest tiles that give it; {@link TreeCheck} reads them all.
   *
   * @throws TileException.Missing if the folder does not hold so much
   */
  public TreeHead headAt(long size) throws IOException {
    return reader(size).head();
  }

  /** The encrypted disclosures of one entry. */
  public byte[] sealedRecord(long index, long treeSize) throws IOException {
    long bundle = reader(treeSize).bundleOf(index);
    return sealedBundle(bundle, treeSize).get((int) (index % LogPath.FULL_WIDTH));
  }

  private List<byte[]> sealedBundle(long bundle, long treeSize) throws IOException {
    int width = (int) Math.min(LogPath.FULL_WIDTH, treeSize - bundle * LogPath.FULL_WIDTH);
    var exact = files.read(sealedPath(bundle, width));
    if (exact.isPresent()) {
      return EntryBundle.decodeSealed(exact.get(), width);
    }
    var full = files.read(sealedPath(bundle, LogPath.FULL_WIDTH));
    return EntryBundle.decodeSealed(
            full.orElseThrow(() -> new TileException.Missing(sealedPath(bundle, width))),
            LogPath.FULL_WIDTH)
        .subList(0, width);
  }

  private static String sealedPath(long bundle, int width) {
    return "sealed/" + LogPath.Numbering.format(bundle, width);
  }

  /**
   * Makes a signed checkpoint the published one, then removes partial tiles that it made needless.
   *
   * @throws LogException.WouldShrink if a larger one is published already
   */
  public void publish(SignedNote checkpoint) throws IOException {
    var published = checkpoint();
    if (published.isPresent()) {
      long before = Checkpoint.parse(published.get().text()).head().size();
      long now = Checkpoint.parse(checkpoint.text()).head().size();
      if (now < before) {
        throw new LogException.WouldShrink(before, now);
      }
    }
    files.replace("checkpoint", checkpoint.bytes());
    removeSuperseded();
  }

  private void removeSuperseded() throws IOException {
    for (var folder = superseded.pollFirst(); folder != null; folder = superseded.pollFirst()) {
      if (Files.isDirectory(folder)) {
        try (var partials = Files.list(folder)) {
          for (var partial : partials.toList()) {
            Files.deleteIfExists(partial);
          }
        }
        Files.deleteIfExists(folder);
      }
    }
  }

  /** The published checkpoint, unchecked, if there is one. */
  public Optional<SignedNote> checkpoint() throws IOException {
    return files.read("checkpoint").map(SignedNote::parse);
  }
}

package org.casenotesaudit.ledger.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * Reads hashes and entries of the tree of one size out of tiles. A partial tile that was removed
 * because it has been completed since is cut from the full one. Not safe for several threads at
 * once.
 */
public final class TileReader {
  private static final int TILES_KEPT = 64;

  private final LogSource source;
  private final long treeSize;
  private final long storedSize;
  private final Map<String, byte[]> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > TILES_KEPT;
        }
      };

  /**
   * @param source the log
   * @param treeSize size of the tree to read; the log may have grown beyond it
   */
  public TileReader(LogSource source, long treeSize) {
    this(source, treeSize, treeSize);
  }

  /**
   * Reads a tree of a size for which no checkpoint was made, out of the tiles of a larger one.
   *
   * @param storedSize size of a tree that was written, at least the tree size
   */
  public TileReader(LogSource source, long treeSize, long storedSize) {
    if (treeSize < 0 || treeSize > storedSize) {
      throw new TileException.NoSuchEntry(treeSize, storedSize);
    }
    this.source = source;
    this.treeSize = treeSize;
    this.storedSize = storedSize;
  }

  public long treeSize() {
    return treeSize;
  }

  /**
   * Hash of the perfect subtree over the entries {@code index * 2^height} to {@code (index + 1) *
   * 2^height}, which must lie within the tree.
   *
   * @throws TileException if a tile is missing or cut
   */
  public Hash node(int height, long index) throws IOException {
    int level = height / 8;
    int within = height % 8;
    long first = index << within;
    var tile = tile(level, first / LogPath.FULL_WIDTH);
    var hashes = new ArrayList<Hash>();
    for (int i = 0; i < 1 << within; i++) {
      hashes.add(Hash.at(tile, (int) (first % LogPath.FULL_WIDTH) + i));
    }
    while (hashes.size() > 1) {
      var above = new ArrayList<Hash>();
      for (int i = 0; i < hashes.size(); i += 2) {
        above.add(MerkleHashing.nodeHash(hashes.get(i), hashes.get(i + 1)));
      }
      hashes = above;
    }
    return hashes.getFirst();
  }

  /**
   * Merkle tree hash over the entries from {@code start} (inclusive) to {@code end} (exclusive).
   * Start must be a multiple of the largest power of two that fits, as in every subtree of RFC
   * 6962.
   */
  public Hash rangeRoot(long start, long end) throws IOException {
    long count = end - start;
    if (count == 0) {
      return MerkleHashing.emptyRoot();
    }
    if (Long.bitCount(count) == 1) {
      int height = Long.numberOfTrailingZeros(count);
      return node(height, start >> height);
    }
    long left = Long.highestOneBit(count - 1);
    return MerkleHashing.nodeHash(rangeRoot(start, start + left), rangeRoot(start + left, end));
  }

  /** Size and root of this tree, computed from its tiles. */
  public TreeHead head() throws IOException {
    return new TreeHead(treeSize, rangeRoot(0, treeSize));
  }

  /**
   * The bytes of one entry.
   *
   * @throws TileException.NoSuchEntry if the tree does not reach so far
   */
  public byte[] entry(long index) throws IOException {
    return entries(bundleOf(index)).get((int) (index % LogPath.FULL_WIDTH));
  }

  /** The entries of one bundle, as many as this tree has of it. */
  public List<byte[]> entries(long bundle) throws IOException {
    int width = width(0, bundle);
    for (int stored : candidates(0, bundle)) {
      var found = source.read(new LogPath.BundlePath(bundle, stored).path());
      if (found.isPresent()) {
        return EntryBundle.decode(found.get(), stored).subList(0, width);
      }
    }
    throw new TileException.Missing(new LogPath.BundlePath(bundle, width).path());
  }

  /**
   * Widths under which a tile may lie: the stored tree's, which a log has checked at its start;
   * full once it was completed; and this tree's own.
   */
  private int[] candidates(int level, long index) {
    return IntStream.of(width(storedSize, level, index), LogPath.FULL_WIDTH, width(level, index))
        .distinct()
        .toArray();
  }

  /** Number of the bundle that holds an entry. */
  public long bundleOf(long index) {
    if (index < 0 || index >= treeSize) {
      throw new TileException.NoSuchEntry(index, treeSize);
    }
    return index / LogPath.FULL_WIDTH;
  }

  /** How many hashes of a tile belong to this tree. */
  public int width(int level, long tile) {
    return width(treeSize, level, tile);
  }

  private static int width(long size, int level, long tile) {
    long onLevel = 8 * level >= 63 ? 0 : size >> (8 * level);
    return (int) Math.clamp(onLevel - tile * LogPath.FULL_WIDTH, 0, LogPath.FULL_WIDTH);
  }

  /** The hashes of one tile, as many as this tree has of it. */
  public byte[] tile(int level, long index) throws IOException {
    int width = width(level, index);
    var path = new LogPath.TilePath(level, index, width).path();
    var known = kept.get(path);
    if (known == null) {
      known = readTile(level, index, width, path);
      kept.put(path, known);
    }
    return known;
  }

  private byte[] readTile(int level, long index, int width, String path) throws IOException {
    for (int stored : candidates(level, index)) {
      var storedPath = new LogPath.TilePath(level, index, stored).path();
      var found = source.read(storedPath);
      if (found.isPresent()) {
        return Arrays.copyOf(requireLength(storedPath, found.get(), stored), width * Hash.BYTES);
      }
    }
    throw new TileException.Missing(path);
  }

  private static byte[] requireLength(String path, byte[] tile, int width) {
    if (tile.length != width * Hash.BYTES) {
      throw new TileException.WrongLength(path, tile.length, (long) width * Hash.BYTES);
    }
    return tile;
  }
}

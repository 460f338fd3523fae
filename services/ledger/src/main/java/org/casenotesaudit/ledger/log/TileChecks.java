package org.casenotesaudit.ledger.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.casenotesaudit.ledger.tile.LogPath;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;

/**
 * Goes through the leaf tiles of a tree in order and compares what follows from each: the leaf
 * hashes of its bundle, and its one hash in the tile above. What it keeps does not grow with the
 * tree.
 */
final class TileChecks {
  private final TileReader tree;

  /** Per tile level above the leaves, the hashes of the tile that is being filled. */
  private final List<List<Hash>> filling = new ArrayList<>();

  private long tiles;

  TileChecks(TileReader tree) {
    this.tree = tree;
  }

  /** How many tiles were compared so far, on all levels. */
  long tiles() {
    return tiles;
  }

  /** The leaf hashes of a tile. */
  List<Hash> leaves(long tile) throws IOException {
    var bytes = tree.tile(0, tile);
    var leaves = new ArrayList<Hash>();
    for (int i = 0; i < bytes.length / Hash.BYTES; i++) {
      leaves.add(Hash.at(bytes, i));
    }
    return leaves;
  }

  /**
   * The entries of a bundle, once their leaf hashes are those of the tile.
   *
   * @throws LogException.EntryAltered naming the first that is not
   */
  List<byte[]> entries(long bundle, List<Hash> leaves) throws IOException {
    long firstIndex = bundle * LogPath.FULL_WIDTH;
    var path = new LogPath.BundlePath(bundle, leaves.size()).path();
    var entries = readBundle(bundle, firstIndex, path);
    for (int i = 0; i < entries.size(); i++) {
      var leaf = MerkleHashing.leafHash(entries.get(i));
      if (!leaf.equals(leaves.get(i))) {
        throw new LogException.EntryAltered(
            firstIndex + i,
            path,
            leaf.toBase64(),
            new LogPath.TilePath(0, bundle, leaves.size()).path(),
            leaves.get(i).toBase64());
      }
    }
    return entries;
  }

  private List<byte[]> readBundle(long bundle, long firstIndex, String path) throws IOException {
    try {
      return tree.entries(bundle);
    } catch (TileException.MalformedBundle damaged) {
      throw new LogException.BundleDamaged(firstIndex, path, damaged);
    }
  }

  /**
   * Takes the next leaf tile, and up to the top whatever it completes.
   *
   * @throws LogException.TileAltered naming the first tile that does not follow from the one below
   */
  void climb(long tile, List<Hash> leaves) throws IOException {
    tiles++;
    if (leaves.size() == LogPath.FULL_WIDTH) {
      complete(0, tile, leaves);
    }
  }

  private void complete(int level, long tile, List<Hash> full) throws IOException {
    if (filling.size() == level) {
      filling.add(new ArrayList<>());
    }
    var above = filling.get(level);
    long aboveIndex = tile / LogPath.FULL_WIDTH;
    if (above.isEmpty()) {
      tiles++;
    }
    above.add(requireIn(level + 1, aboveIndex, above.size(), LogFolder.root(full)));
    if (above.size() == LogPath.FULL_WIDTH) {
      complete(level + 1, aboveIndex, List.copyOf(above));
      above.clear();
    }
  }

  private Hash requireIn(int level, long index, int position, Hash computed) throws IOException {
    var stored = Hash.at(tree.tile(level, index), position);
    if (!stored.equals(computed)) {
      throw new LogException.TileAltered(
          new LogPath.TilePath(level, index, tree.width(level, index)).path(),
          position,
          stored.toBase64(),
          computed.toBase64());
    }
    return computed;
  }
}

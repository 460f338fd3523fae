package org.casenotesaudit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.casenotesaudit.ledger.tile.EntryBundle;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log finds out about its own files before it goes on. */
class TreeCheckTest {
  private static final long ALL = Long.MAX_VALUE;
  private static final long NONE = 0;

  @TempDir private Path folder;

  @ParameterizedTest(name = "size {0}")
  @ValueSource(ints = {0, 1, 10, 255, 256, 257, 300, 512, 70_000})
  void untouchedFilesGiveTheHeadThatWasIntegrated(int size) throws IOException {
    var head = integrated(size);
    assertThat(check(size, ALL)).isEqualTo(head);
    assertThat(check(size, NONE)).isEqualTo(head);
  }

  @ParameterizedTest(name = "size {0}: byte {2} of {1}")
  @CsvSource({
    "10, tile/0/000.p/10, 0, 0",
    "256, tile/0/000, 8191, 255",
    "300, tile/0/000, 0, 0",
    "300, tile/0/000, 4096, 128",
    "300, tile/0/001.p/44, 1407, 299"
  })
  void aChangedLeafTileIsNamedWithTheEntryThatIsNotInItAnyMore(
      int size, String tile, int position, int entry) throws IOException {
    integrated(size);
    flip(tile, position);
    // Also where bundles are not looked at for their own sake: they decide which tile is wrong.
    for (long newest : List.of(ALL, NONE)) {
      assertThatThrownBy(() -> check(size, newest))
          .isInstanceOf(LogException.EntryAltered.class)
          .hasMessageStartingWith("entry " + entry + ": tile/entries/")
          .hasMessageContaining("(expected: ")
          .hasMessageEndingWith(" as in " + tile + ")");
    }
  }

  @ParameterizedTest(name = "size {0}: byte {2} of {1}")
  @CsvSource({
    "256, tile/1/000.p/1, 3, 0",
    "300, tile/1/000.p/1, 31, 0",
    "600, tile/1/000.p/2, 40, 1"
  })
  void aChangedUpperTileIsNamed(int size, String tile, int position, int hash) throws IOException {
    integrated(size);
    flip(tile, position);
    for (long newest : List.of(ALL, NONE)) {
      assertThatThrownBy(() -> check(size, newest))
          .isInstanceOf(LogException.TileAltered.class)
          .hasMessageStartingWith(tile + ": hash number " + hash + " is ");
    }
  }

  @Test
  void inALargeLogToo() throws IOException {
    integrated(70_000);
    flip("tile/2/000.p/1", 0);
    assertThatThrownBy(() -> check(70_000, NONE))
        .hasMessageStartingWith("tile/2/000.p/1: hash number 0 is ");
    flip("tile/1/000", 32 * 255);
    assertThatThrownBy(() -> check(70_000, NONE))
        .hasMessageStartingWith("tile/1/000: hash number 255 is ");
    flip("tile/0/200", 32 * 7);
    assertThatThrownBy(() -> check(70_000, NONE))
        .hasMessageStartingWith("entry " + (200 * 256 + 7) + ": tile/entries/200 ")
        .hasMessageEndingWith("as in tile/0/200)");
  }

  @ParameterizedTest(name = "size {0}: {1}")
  @CsvSource({
    "10, tile/entries/000.p/10",
    "256, tile/entries/000",
    "300, tile/entries/000",
    "300, tile/entries/001.p/44"
  })
  void aChangedEntryIsNamed(int size, String bundle) throws IOException {
    integrated(size);
    // The last byte of the last entry: a length that was changed would tear the bundle apart.
    flip(bundle, (int) Files.size(folder.resolve(bundle)) - 1);
    int last = bundle.contains("/000") ? Math.min(size, 256) - 1 : size - 1;
    assertThatThrownBy(() -> check(size, ALL))
        .isInstanceOf(LogException.EntryAltered.class)
        .hasMessageStartingWith("entry " + last + ": " + bundle + " gives leaf hash ");
  }

  @Test
  void entriesBeforeTheNewestAreLeftToAnAudit() throws IOException {
    var head = integrated(600);
    flip("tile/entries/000", 20);
    assertThat(check(600, 344)).isEqualTo(head);
    assertThatThrownBy(() -> check(600, 345)).isInstanceOf(LogException.EntryAltered.class);
  }

  @Test
  void anEntryChangedTogetherWithItsTileIsFoundInTheTileAbove() throws IOException {
    integrated(300);
    var bundle = folder.resolve("tile/entries/000");
    var entries = EntryBundle.decode(Files.readAllBytes(bundle), 256);
    entries.get(5)[0] ^= 1;
    Files.write(bundle, EntryBundle.encode(entries));
    var tile = folder.resolve("tile/0/000");
    Files.write(
        tile,
        ByteBuffer.wrap(Files.readAllBytes(tile))
            .put(5 * 32, MerkleHashing.leafHash(entries.get(5)).bytes())
            .array());
    assertThatThrownBy(() -> check(300, ALL))
        .isInstanceOf(LogException.TileAltered.class)
        .hasMessageStartingWith("tile/1/000.p/1: hash number 0 is ");
  }

  @ParameterizedTest(name = "size {0}: {1}")
  @CsvSource({
    "10, tile/0/000.p/10",
    "256, tile/0/000",
    "256, tile/1/000.p/1",
    "300, tile/0/000",
    "300, tile/0/001.p/44",
    "300, tile/1/000.p/1"
  })
  void aTileThatIsCutOrMissingIsNamed(int size, String tile) throws IOException {
    integrated(size);
    var file = folder.resolve(tile);
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> check(size, NONE))
        .isInstanceOf(TileException.WrongLength.class)
        .hasMessage(tile + ": " + (bytes.length - 1) + " bytes (expected: " + bytes.length + ")");
    Files.delete(file);
    assertThatThrownBy(() -> check(size, NONE))
        .isInstanceOf(TileException.Missing.class)
        .hasMessageStartingWith(tile + ": missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tile/entries/000", "tile/entries/001.p/44"})
  void aBundleThatIsCutOrMissingIsNamed(String bundle) throws IOException {
    integrated(300);
    var file = folder.resolve(bundle);
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> check(300, ALL))
        .isInstanceOf(LogException.BundleDamaged.class)
        .hasMessageContaining(bundle);
    Files.delete(file);
    assertThatThrownBy(() -> check(300, ALL))
        .isInstanceOf(TileException.Missing.class)
        .hasMessageStartingWith(bundle + ": missing");
  }

  private TreeHead integrated(int size) throws IOException {
    return LogFolder.at(folder)
        .integrate(
            0,
            IntStream.range(0, size)
                .mapToObj(i -> new LogRecord(("entry " + i).getBytes(), new byte[] {1}))
                .toList());
  }

  private TreeHead check(long size, long newest) throws IOException {
    return TreeCheck.check(LogFolder.at(folder), size, newest);
  }

  private void flip(String path, int position) throws IOException {
    var file = folder.resolve(path);
    var bytes = Files.readAllBytes(file);
    bytes[position] ^= 1;
    Files.write(file, bytes);
  }
}

package org.casenotesaudit.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPathTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 0, 1, tile/0/000.p/1",
    "0, 273, 112, tile/0/273.p/112",
    "1, 1, 17, tile/1/001.p/17",
    "0, 1000, 256, tile/0/x001/000",
    "15, 1234067, 1, tile/15/x001/x234/067.p/1",
    "63, 123456789, 256, tile/63/x123/x456/789"
  })
  void tilesLieWhereC2spPutsThem(int level, long index, int width, String path) {
    var tile = new LogPath.TilePath(level, index, width);
    assertThat(tile.path()).isEqualTo(path);
    assertThat(LogPath.parse(path)).isEqualTo(tile);
  }

  @Test
  void bundlesLieBesideTiles() {
    assertThat(new LogPath.BundlePath(1234067, 256).path()).isEqualTo("tile/entries/x001/x234/067");
    assertThat(LogPath.parse("tile/entries/000.p/7")).isEqualTo(new LogPath.BundlePath(0, 7));
    assertThat(LogPath.parse("checkpoint")).isEqualTo(new LogPath.CheckpointPath());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyPathIsReadBack(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      long index = random.nextLong(1L << random.nextInt(1, 60));
      LogPath path =
          random.nextBoolean()
              ? new LogPath.TilePath(random.nextInt(64), index, 1 + random.nextInt(256))
              : new LogPath.BundlePath(index, 1 + random.nextInt(256));
      assertThat(LogPath.parse(path.path())).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/checkpoint",
        "checkpoint/",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/000",
        "tile/0/x001",
        "tile/0/001/000",
        "tile/0/x01/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.p/1/",
        "tile/0/../../etc/passwd",
        "tile/0/x../000",
        "tile/entries/../0/000",
        "tile/0/000\n",
        " tile/0/000",
        "tile/0/\u0660\u0660\u0660",
        "tile//000",
        "sealed/000",
        "tile/sealed/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999"
      })
  void anythingElseIsNoPathOfALog(String path) {
    assertThatThrownBy(() -> LogPath.parse(path)).isInstanceOf(TileException.MalformedPath.class);
  }

  @Test
  void aTreeOfSeventyThousandHasTheTilesThatC2spCounts() {
    var reader = new TileReader(path -> Optional.empty(), 70_000);
    assertThat(List.of(reader.width(0, 272), reader.width(0, 273), reader.width(0, 274)))
        .containsExactly(256, 112, 0);
    assertThat(List.of(reader.width(1, 0), reader.width(1, 1), reader.width(1, 2)))
        .containsExactly(256, 17, 0);
    assertThat(List.of(reader.width(2, 0), reader.width(3, 0), reader.width(63, 0)))
        .containsExactly(1, 0, 0);
  }

  @Test
  void aTreeOf256HasAFullTileAndOneHashAboveIt() {
    var reader = new TileReader(path -> Optional.empty(), 256);
    assertThat(
            List.of(reader.width(0, 0), reader.width(0, 1), reader.width(1, 0), reader.width(2, 0)))
        .containsExactly(256, 0, 1, 0);
  }
}

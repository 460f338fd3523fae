package org.casenotesaudit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.casenotesaudit.ledger.TestLog;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFolderTest {
  @TempDir private Path folder;

  private static List<LogRecord> records(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new LogRecord(("entry " + i).getBytes(), ("sealed " + i).getBytes()))
        .toList();
  }

  private static Map<String, String> files(Path folder) throws IOException {
    var files = new TreeMap<String, String>();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void runAgainAfterDyingAnywhereItWritesTheSameBytes(long seed, @TempDir Path other)
      throws IOException {
    var random = new Random(seed);
    int before = random.nextInt(600);
    int after = before + 1 + random.nextInt(600);
    for (var root : List.of(folder, other)) {
      LogFolder.at(root).integrate(0, records(0, before));
    }
    var writtenBefore = files(folder).keySet();
    var expected = LogFolder.at(folder).integrate(before, records(before, after));
    var all = files(folder);
    for (int death = 0; death < 5; death++) {
      LogFolder.at(other).integrate(before, records(before, after));
      // Dying on the way leaves some of the files unwritten and a temporary one half written.
      for (var name : all.keySet()) {
        if (random.nextBoolean() && !writtenBefore.contains(name)) {
          Files.deleteIfExists(other.resolve(name));
          Files.write(other.resolve(name).resolveSibling(".torn.tmp"), new byte[] {1, 2});
        }
      }
    }
    assertThat(LogFolder.at(other).integrate(before, records(before, after))).isEqualTo(expected);
    var again = files(other);
    again.keySet().removeIf(name -> name.endsWith(".tmp"));
    assertThat(again).isEqualTo(all);
  }

  @Test
  void inOneGoOrEntryByEntryTheFullTilesAreTheSame(@TempDir Path other) throws IOException {
    var whole = LogFolder.at(folder).integrate(0, records(0, 520));
    var stepwise = LogFolder.at(other);
    var head = TreeHead.empty();
    for (int i = 0; i < 520; i += 13) {
      head = stepwise.integrate(i, records(i, i + 13));
    }
    assertThat(head).isEqualTo(whole);
    assertThat(files(other)).containsAllEntriesOf(files(folder));
  }

  @Test
  void otherBytesUnderAWrittenPathStopTheWriter() throws IOException {
    var log = LogFolder.at(folder);
    log.integrate(0, records(0, 10));
    var before = files(folder);
    assertThatThrownBy(() -> log.integrate(0, records(1, 11)))
        .isInstanceOf(LogException.FileConflict.class);
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void nothingToIntegrateGivesTheSameHead() throws IOException {
    var log = LogFolder.at(folder);
    assertThat(log.integrate(0, List.of())).isEqualTo(TreeHead.empty());
    var head = log.integrate(0, records(0, 3));
    assertThat(log.integrate(3, List.of())).isEqualTo(head);
    assertThat(LogFolder.at(folder).headAt(3)).isEqualTo(head);
  }

  @Test
  void sealedRecordsAreReadBack() throws IOException {
    var log = LogFolder.at(folder);
    log.integrate(0, records(0, 200));
    log.integrate(200, records(200, 300));
    assertThat(log.sealedRecord(199, 200)).isEqualTo("sealed 199".getBytes());
    assertThat(log.sealedRecord(255, 300)).isEqualTo("sealed 255".getBytes());
    assertThat(log.sealedRecord(299, 300)).isEqualTo("sealed 299".getBytes());
    assertThatThrownBy(() -> log.sealedRecord(300, 300))
        .isInstanceOf(TileException.NoSuchEntry.class);
  }

  @Test
  void sealedBundlesAreNeverServed() throws IOException {
    var log = LogFolder.at(folder);
    log.integrate(0, records(0, 256));
    assertThat(folder.resolve("sealed/000")).exists();
    for (var path :
        List.of("sealed/000", "../" + folder.getFileName() + "/sealed/000", "tile/../sealed/000")) {
      assertThatThrownBy(() -> log.read(path)).isInstanceOf(TileException.MalformedPath.class);
    }
  }

  @Test
  void publishingRemovesPartialTilesOfFullOnesAndOldSizesAreStillRead(@TempDir Path other)
      throws IOException {
    var log = new TestLog(other, 1).accesses(100);
    log.publish();
    var head = log.folder.headAt(100);
    log.accesses(200).publish();
    assertThat(other.resolve("tile/0/000.p")).doesNotExist();
    assertThat(other.resolve("tile/entries/000.p")).doesNotExist();
    assertThat(other.resolve("sealed/000.p")).doesNotExist();
    assertThat(other.resolve("tile/0/001.p/44")).exists();
    assertThat(log.folder.headAt(100)).isEqualTo(head);
    assertThat(log.folder.reader(100).entry(99)).isEqualTo(log.entries.get(99).bytes());
    assertThat(log.folder.sealedRecord(99, 100)).isNotEmpty();
  }

  @Test
  void anEarlierSizeIsReadFromTheTilesOfTheStoredOneAndNotFromWhatIsLeftOfIt() throws IOException {
    var log = LogFolder.at(folder);
    var earlier = log.integrate(0, records(0, 290));
    log.integrate(290, records(290, 300));
    // Nothing checks these any more: they only wait to be removed.
    Files.write(folder.resolve("tile/0/001.p/34"), new byte[34 * 32]);
    Files.write(folder.resolve("tile/entries/001.p/34"), new byte[34 * 2]);

    assertThat(log.reader(290, 300).head()).isEqualTo(earlier);
    assertThat(log.reader(290, 300).entry(289)).isEqualTo("entry 289".getBytes());
  }

  @Test
  void aSmallerCheckpointIsNotPublished(@TempDir Path other) throws IOException {
    var log = new TestLog(other, 1).accesses(3);
    log.publish();
    var smaller = new Checkpoint(TestLog.ORIGIN, log.folder.reader(2, 3).head()).sign(log.key);
    assertThatThrownBy(() -> log.folder.publish(smaller))
        .isInstanceOf(LogException.WouldShrink.class);
  }
}

package org.casenotesaudit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.TestLog;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.log.AuditRequest.Contents;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.NoteException;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogAuditTest {
  @TempDir private Path folder;

  private static AuditReport audit(TestLog log, Optional<SignedNote> older) throws IOException {
    return LogAudit.audit(
        log.folder, new AuditRequest(log.keys(), older, Contents.CASE_NOTES_AUDIT), done -> {});
  }

  @Test
  void aGoodLogIsProvenDownToEveryTile() throws IOException {
    var log = new TestLog(folder, 1).accesses(40);
    var older = log.publish();
    log.accesses(560).publish();
    var report = audit(log, Optional.of(older));
    assertThat(report.checkpoint().checkpoint().head().size()).isEqualTo(600);
    assertThat(report.older()).isPresent();
    assertThat(report.entriesByKind()).containsOnly(Map.entry(EntryKind.EVENT, 600L));
    assertThat(report.tiles()).isEqualTo(4);
  }

  @Test
  void anEmptyLogIsALogToo() throws IOException {
    var log = new TestLog(folder, 1);
    log.publish();
    assertThat(audit(log, Optional.empty()).checkpoint().checkpoint().head())
        .isEqualTo(TreeHead.empty());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyFlippedByteOfAnyPublicFileIsNoticed(long seed) throws IOException {
    var random = new Random(seed);
    var log = new TestLog(folder, seed).accesses(300);
    log.publish();
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(f -> !f.toString().contains("sealed"))
              .sorted()
              .toList();
    }
    assertThat(files).hasSize(6);
    for (var file : files) {
      var good = Files.readAllBytes(file);
      for (int i = 0; i < 15; i++) {
        var bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bad);
        assertThatThrownBy(() -> audit(log, Optional.empty()))
            .as(file.toString())
            .isInstanceOf(LedgerException.class);
      }
      Files.write(file, good);
    }
    assertThat(audit(log, Optional.empty()).entriesByKind()).containsEntry(EntryKind.EVENT, 300L);
  }

  @Test
  void theAlteredEntryIsNamed() throws IOException {
    var log = new TestLog(folder, 1).accesses(5);
    log.publish();
    var file = folder.resolve("tile/entries/000.p/5");
    var bytes = Files.readAllBytes(file);
    int inFourth = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"seq\":\"4\"") + 7;
    bytes[inFourth] = '9';
    Files.write(file, bytes);
    assertThatThrownBy(() -> audit(log, Optional.empty()))
        .isInstanceOf(LogException.EntryAltered.class)
        .hasMessageStartingWith("entry 3: tile/entries/000.p/5");
  }

  @Test
  void aMissingTileIsNamed() throws IOException {
    var log = new TestLog(folder, 1).accesses(5);
    log.publish();
    Files.delete(folder.resolve("tile/0/000.p/5"));
    assertThatThrownBy(() -> audit(log, Optional.empty()))
        .isInstanceOf(TileException.Missing.class)
        .hasMessageContaining("tile/0/000.p/5");
  }

  @Test
  void aRewrittenLogDoesNotExtendAnOlderCheckpoint(@TempDir Path other) throws IOException {
    var honest = new TestLog(folder, 1).accesses(5);
    var older = honest.publish();
    var rewritten = new TestLog(other, 1).accesses(4).access(TestLog.ANNA, "AUDIT").accesses(3);
    rewritten.publish();
    assertThatThrownBy(() -> audit(rewritten, Optional.of(older)))
        .isInstanceOf(LogException.HistoryRewritten.class);
  }

  @Test
  void aTruncatedLogDoesNotReachAnOlderCheckpoint(@TempDir Path other) throws IOException {
    var older = new TestLog(folder, 1).accesses(5).publish();
    var truncated = new TestLog(other, 1).accesses(4);
    truncated.publish();
    assertThatThrownBy(() -> audit(truncated, Optional.of(older)))
        .isInstanceOf(LogException.Truncated.class);
  }

  @Test
  void aSignedRootThatTheEntriesDoNotGiveIsNoticed() throws IOException {
    var log = new TestLog(folder, 1).accesses(5);
    log.publish();
    log.folder.publish(
        new Checkpoint(TestLog.ORIGIN, new TreeHead(5, MerkleHashing.emptyRoot())).sign(log.key));
    assertThatThrownBy(() -> audit(log, Optional.empty()))
        .isInstanceOf(LogException.RootDiffers.class);
  }

  @Test
  void anotherLogsKeyOpensNothing(@TempDir Path other) throws IOException {
    var log = new TestLog(folder, 1).accesses(1);
    log.publish();
    var stranger = new TestLog(other, 2);
    var request = new AuditRequest(stranger.keys(), Optional.empty(), Contents.CASE_NOTES_AUDIT);
    assertThatThrownBy(() -> LogAudit.audit(log.folder, request, done -> {}))
        .isInstanceOf(NoteException.NotSigned.class);
  }

  @Test
  void entriesOfAnotherKindAreRefusedUnlessAskedFor() throws IOException {
    var log = new TestLog(folder, 1);
    var head =
        log.folder.integrate(0, List.of(new LogRecord("something else".getBytes(), new byte[0])));
    log.folder.publish(new Checkpoint(TestLog.ORIGIN, head).sign(log.key));
    assertThatThrownBy(() -> audit(log, Optional.empty()))
        .isInstanceOf(LogException.NotAnEntry.class)
        .hasMessageStartingWith("entry 0: ");
    var anything = new AuditRequest(log.keys(), Optional.empty(), Contents.ANYTHING);
    assertThat(LogAudit.audit(log.folder, anything, done -> {}).entriesByKind()).isEmpty();
  }
}

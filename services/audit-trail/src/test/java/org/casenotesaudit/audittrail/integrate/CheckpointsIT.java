package org.casenotesaudit.audittrail.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TimeoutException;
import org.casenotesaudit.audittrail.ATrail;
import org.casenotesaudit.audittrail.append.Arrival;
import org.casenotesaudit.audittrail.append.LedgerWriter;
import org.casenotesaudit.audittrail.integrate.FaultPoint.Step;
import org.casenotesaudit.ledger.log.AuditRequest;
import org.casenotesaudit.ledger.log.LogAudit;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.proof.Proofs;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointsIT {

  @TempDir private Path folder;
  private ATrail trail;

  @BeforeEach
  void aNewTrail() {
    trail = ATrail.in(folder);
  }

  @Test
  void anEmptyLogHasACheckpointToo() throws Exception {
    trail.checkpoints().verify();
    trail.checkpoints().advance();

    assertThat(published().size()).isZero();
  }

  @Test
  void checkpointsGrowConsistentlyOverTileBorders() throws Exception {
    List<TreeHead> heads = new ArrayList<>();
    for (int batch : List.of(1, 254, 1, 1, 300, 2_600)) {
      append(batch);
      trail.checkpoints().advance();
      heads.add(published());
    }

    assertThat(heads)
        .extracting(TreeHead::size)
        .containsExactly(1L, 255L, 256L, 257L, 557L, 3_157L);
    TreeHead last = heads.getLast();
    for (TreeHead head : heads) {
      Proofs.consistency(trail.folder().reader(last.size()), head.size()).verify(head, last);
    }
    audit();
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aCrashAfterAnyStepCostsNothing(Step step) throws Exception {
    append(300);
    trail.checkpoints().advance();
    TreeHead before = published();
    append(10);

    crashAt(step);
    append(260);
    trail.checkpoints().verify();
    trail.checkpoints().advance();

    TreeHead after = published();
    assertThat(after.size()).isEqualTo(570);
    Proofs.consistency(trail.folder().reader(570), before.size()).verify(before, after);
    assertThat(trail.table().stored().head()).isEqualTo(after);
    audit();
  }

  @Test
  void crashesOneAfterTheOtherCostNothingEither() throws Exception {
    append(100);
    for (Step step : Step.values()) {
      append(50);
      crashAt(step);
    }
    trail.checkpoints().verify();
    trail.checkpoints().advance();

    assertThat(published().size()).isEqualTo(400);
    audit();
  }

  @ParameterizedTest
  @CsvSource({
    "10, tile/0/000.p/10",
    "300, tile/0/000",
    "300, tile/0/001.p/44",
    "300, tile/1/000.p/1",
    "300, tile/entries/000"
  })
  void aFileOfTheLogThatWasChangedStopsTheStart(int size, String file) throws Exception {
    append(size);
    trail.checkpoints().advance();
    Path path = folder.resolve("log").resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    bytes[21] ^= 1;
    Files.write(path, bytes);

    assertThatThrownBy(() -> trail.checkpoints().verify())
        .isInstanceOf(TreeMismatchException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("(expected: ");
  }

  @Test
  void aLogThatFitsItselfButNotTheDatabaseStopsTheStart() throws Exception {
    append(10);
    trail.checkpoints().advance();
    try (Connection connection = trail.asOwner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE tree_head SET root = sha256('another')");
    }

    assertThatThrownBy(() -> trail.checkpoints().verify())
        .isInstanceOf(TreeMismatchException.class)
        .hasMessageContaining("root of the tiles at size 10")
        .hasMessageContaining(", as stored in the database)");
  }

  @Test
  void anOlderBackupOfTheDatabaseIsNeverSigned() throws Exception {
    append(10);
    trail.checkpoints().advance();
    TreeTable.StoredTree backup = trail.table().stored();
    append(5);
    trail.checkpoints().advance();
    TreeHead signed = published();

    restore(backup);

    assertThatThrownBy(() -> trail.checkpoints().verify())
        .isInstanceOf(TreeMismatchException.class)
        .hasMessageContaining("tree size in the database: 10 (expected: 15 or more");
    assertThat(published()).isEqualTo(signed);
  }

  @Test
  void whoRestoresWhileTheServiceRunsGetsNoSecondHistorySigned() throws Exception {
    append(10);
    trail.checkpoints().advance();
    TreeTable.StoredTree backup = trail.table().stored();
    append(5);
    trail.checkpoints().advance();
    TreeHead signed = published();

    restore(backup);
    append(5);

    // Other entries at the same places: either the tiles or the signer's memory must object.
    assertThatThrownBy(() -> trail.checkpoints().advance())
        .isInstanceOfAny(
            SigningRefusedException.class, org.casenotesaudit.ledger.LedgerException.class);
    assertThat(published()).isEqualTo(signed);
  }

  @Test
  void aDatabaseOfWhichTheNewestReceiptKnowsMoreIsNeverSigned() throws Exception {
    append(10);
    trail.checkpoints().advance();
    append(5);
    Checkpoints restored = trail.checkpoints(FaultPoint.NONE, () -> OptionalLong.of(15));

    // Database, tiles and high-water file agree: they come from the same snapshot.
    restored.verify();
    String told =
        "tree size in the database: 10 (expected: 15 or more, which the newest receipt tells of;"
            + " an older backup was restored)";
    assertThatThrownBy(restored::askReceipt)
        .isInstanceOf(SigningRefusedException.class)
        .hasMessage(told);
    assertThatThrownBy(restored::advance)
        .isInstanceOf(SigningRefusedException.class)
        .hasMessage(told);
    assertThat(published().size()).isEqualTo(10);
  }

  @Test
  void nothingIsSignedBeforeTheNewestReceiptWasAsked() throws Exception {
    append(3);
    AtomicBoolean away = new AtomicBoolean(true);
    Checkpoints waiting =
        trail.checkpoints(
            FaultPoint.NONE,
            () -> {
              if (away.get()) {
                throw new TimeoutException("no answer");
              }
              return OptionalLong.of(0);
            });

    assertThatThrownBy(waiting::advance).isInstanceOf(TimeoutException.class);
    assertThat(trail.folder().checkpoint()).isEmpty();

    away.set(false);
    waiting.advance();
    assertThat(published().size()).isEqualTo(3);
  }

  @Test
  void aLostHighWaterFileOfALogThatHasSignedStopsTheStart() throws Exception {
    trail.checkpoints().verify();
    trail.checkpoints().advance();
    trail.checkpoints().verify();
    Files.delete(folder.resolve("keys/log-high-water"));

    assertThatThrownBy(() -> trail.checkpoints().verify())
        .isInstanceOf(TreeMismatchException.class)
        .hasMessageContaining("log-high-water: absent");
  }

  @Test
  void whileAnotherProcessMakesACheckpointThisOneKeepsItsHandsOff() throws Exception {
    append(3);
    Boolean skipped =
        trail.table().alone(() -> trail.checkpoints().advance().isEmpty()).orElseThrow();

    assertThat(skipped).isTrue();
    assertThat(trail.folder().checkpoint()).isEmpty();
    assertThat(trail.checkpoints().advance()).isPresent();
  }

  @Test
  void theSignerRefusesAnotherRootOfTheSameSize() {
    HighWater highWater =
        new HighWater(new org.casenotesaudit.audittrail.keys.KeyFolder(folder.resolve("k"), false));
    highWater.raise(5, ATrail.digest("one"));

    highWater.raise(5, ATrail.digest("one"));
    assertThatThrownBy(() -> highWater.raise(5, ATrail.digest("other")))
        .isInstanceOf(SigningRefusedException.class);
    assertThatThrownBy(() -> highWater.raise(4, ATrail.digest("one")))
        .isInstanceOf(SigningRefusedException.class)
        .hasMessageContaining("tree size: 4 (expected: 5 or more");
    assertThat(
            new HighWater(
                    new org.casenotesaudit.audittrail.keys.KeyFolder(folder.resolve("k"), false))
                .size())
        .isEqualTo(5);
  }

  private void append(int count) throws SQLException {
    LedgerWriter writer = trail.writer();
    List<Arrival> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(trail.anEvent());
    }
    writer.append(batch, List.of());
  }

  private void crashAt(Step step) throws Exception {
    FaultPoint crash =
        reached -> {
          if (reached == step) {
            throw new CrashException();
          }
        };
    assertThatThrownBy(() -> trail.checkpoints(crash).advance()).isInstanceOf(CrashException.class);
  }

  private void restore(TreeTable.StoredTree backup) throws SQLException {
    try (Connection connection = trail.asOwner().getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement head =
            connection.prepareStatement(
                "UPDATE tree_head SET size = ?, root = ?, checkpoint = ?")) {
      statement.execute("DELETE FROM entry WHERE index >= " + backup.head().size());
      statement.execute("UPDATE sequencer SET next_index = " + backup.head().size());
      head.setLong(1, backup.head().size());
      head.setBytes(2, backup.head().root().bytes());
      head.setString(3, new String(backup.checkpoint().bytes(), StandardCharsets.UTF_8));
      head.executeUpdate();
    }
  }

  private TreeHead published() throws IOException {
    SignedNote note = trail.folder().checkpoint().orElseThrow();
    return Checkpoint.open(note, List.of(trail.logKey().verifierKey())).checkpoint().head();
  }

  private void audit() throws IOException {
    LogAudit.audit(
        trail.folder(),
        new AuditRequest(
            List.of(trail.logKey().verifierKey()),
            Optional.empty(),
            AuditRequest.Contents.CASE_NOTES_AUDIT),
        progress -> {});
  }

  private static final class CrashException extends RuntimeException {}
}

package org.casenotesaudit.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.casenotesaudit.ledger.Defects;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.TestLog;
import org.casenotesaudit.ledger.note.NoteException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlogProofTest {
  @TempDir private Path folder;
  private TestLog log;
  private TlogProof proof;

  @BeforeEach
  void aProofOfTheThirdOfFiveEntries() throws IOException {
    log = new TestLog(folder, 5).accesses(5);
    var checkpoint = log.publish();
    proof =
        TlogProof.of(
            Proofs.inclusion(log.folder.reader(5), 2), checkpoint, log.entries.get(2).bytes());
  }

  @Test
  void itIsReadBackAndVerifiesWithTheEntryItCarries() {
    var again = TlogProof.parse(proof.format());
    assertThat(again.format()).isEqualTo(proof.format());
    var opened = again.verify(again.extra().orElseThrow().bytes(), log.keys());
    assertThat(opened.checkpoint().head().size()).isEqualTo(5);
    assertThat(again.extra().orElseThrow().bytes()).isEqualTo(log.entries.get(2).bytes());
  }

  @Test
  void anotherEntryIsNotProven() {
    assertThatThrownBy(() -> proof.verify(log.entries.get(1).bytes(), log.keys()))
        .isInstanceOf(ProofException.NotIncluded.class)
        .hasMessageContaining("entry 2");
  }

  @Test
  void anotherLogsKeyDoesNotProveIt(@TempDir Path other) throws IOException {
    var foreign = new TestLog(other, 6);
    assertThatThrownBy(() -> proof.verify(log.entries.get(2).bytes(), foreign.keys()))
        .isInstanceOf(NoteException.NotSigned.class);
  }

  @Test
  void everyFlippedByteIsNoticed() {
    var bytes = proof.format();
    for (int i = 0; i < bytes.length; i++) {
      for (int bit : new int[] {1, 0x20, 0x80}) {
        var flipped = bytes.clone();
        flipped[i] ^= (byte) bit;
        assertThatThrownBy(
                () -> {
                  var parsed = TlogProof.parse(flipped);
                  parsed.verify(
                      parsed
                          .extra()
                          .orElseThrow(() -> new ProofException.Malformed("extra", "none", "one"))
                          .bytes(),
                      log.keys());
                })
            .isInstanceOf(LedgerException.class);
      }
    }
  }

  static Stream<Path> defects() throws IOException {
    return Defects.in("proofs").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void aProofFileWithADefectIsRefused(Path file) throws IOException {
    assertThat(TlogProof.parse(Defects.good("proofs")).format()).isEqualTo(Defects.good("proofs"));
    var bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> TlogProof.parse(bytes)).isInstanceOf(LedgerException.class);
  }

  @Test
  void anEndlessFileIsRefusedBeforeItIsRead() {
    var endless = new byte[TlogProof.LARGEST_BYTES + 1];
    assertThatThrownBy(() -> TlogProof.parse(endless))
        .isInstanceOf(ProofException.Malformed.class)
        .hasMessageContaining("length");
  }
}

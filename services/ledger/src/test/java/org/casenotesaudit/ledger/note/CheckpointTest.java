package org.casenotesaudit.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.ledger.Defects;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SigningKey LOG = SigningKey.generate("ledger.example/demo", RANDOM);
  private static final SigningKey WITNESS =
      SigningKey.generate("witness.example/w1", KeyType.COSIGNATURE_V1, RANDOM);
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("ledger.example/demo", new TreeHead(7, MerkleHashing.leafHash(new byte[0])));
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  static Stream<Path> defects() throws IOException {
    return Defects.in("checkpoints").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void aCheckpointWithADefectIsRefused(Path file) throws IOException {
    var good = new String(Defects.good("checkpoints"), StandardCharsets.UTF_8);
    assertThat(Checkpoint.parse(good).text()).isEqualTo(good);
    var text = Files.readString(file);
    assertThatThrownBy(() -> Checkpoint.parse(text))
        .isInstanceOf(NoteException.MalformedCheckpoint.class);
  }

  @Test
  void aSignedCheckpointIsOpenedWithTheLogsKey() {
    var opened = Checkpoint.open(CHECKPOINT.sign(LOG).bytes(), List.of(LOG.verifierKey()));
    assertThat(opened.checkpoint()).isEqualTo(CHECKPOINT);
    assertThat(opened.signers()).containsExactly(LOG.verifierKey());
    assertThat(opened.cosignatures()).isEmpty();
  }

  @Test
  void extensionLinesAreKept() {
    var extended = new Checkpoint("a", CHECKPOINT.head(), List.of("more", "and more"));
    assertThat(Checkpoint.parse(extended.text())).isEqualTo(extended);
  }

  @Test
  void checkpointWithoutTheLogsOwnSignatureIsRefused() {
    var stranger = SigningKey.generate("stranger.example", RANDOM);
    var note = new SignedNote(CHECKPOINT.text(), List.of(stranger.sign(CHECKPOINT.text())));
    assertThatThrownBy(() -> Checkpoint.open(note, List.of(stranger.verifierKey())))
        .isInstanceOf(NoteException.NotSigned.class);
    assertThatThrownBy(() -> CHECKPOINT.sign(stranger))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void duringAKeyChangeBothKeysSignAndEitherOpens() {
    var next = SigningKey.generate("ledger.example/demo", RANDOM);
    var note = CHECKPOINT.sign(LOG, next);
    assertThat(Checkpoint.open(note, List.of(next.verifierKey())).signers())
        .containsExactly(next.verifierKey());
    assertThat(Checkpoint.open(note, List.of(LOG.verifierKey(), next.verifierKey())).signers())
        .hasSize(2);
  }

  @Test
  void aWitnessSaysWhenItSawTheCheckpoint() {
    var note = CHECKPOINT.sign(LOG).plus(Cosignature.sign(WITNESS, CHECKPOINT, NOON));
    var opened = Checkpoint.open(note.bytes(), List.of(LOG.verifierKey(), WITNESS.verifierKey()));
    assertThat(opened.cosignatures()).containsExactly(new Cosignature(WITNESS.verifierKey(), NOON));
    assertThat(VerifierKey.parse(WITNESS.verifierKey().format())).isEqualTo(WITNESS.verifierKey());
  }

  @Test
  void aWitnessAloneDoesNotOpenACheckpoint() {
    var note =
        new SignedNote(CHECKPOINT.text(), List.of(Cosignature.sign(WITNESS, CHECKPOINT, NOON)));
    assertThatThrownBy(() -> Checkpoint.open(note, List.of(WITNESS.verifierKey())))
        .isInstanceOf(NoteException.NotSigned.class);
  }

  @Test
  void aCosignatureOfAnotherTimeOrCheckpointIsRefused() {
    var other = new Checkpoint(CHECKPOINT.origin(), new TreeHead(8, CHECKPOINT.head().root()));
    var keys = List.of(LOG.verifierKey(), WITNESS.verifierKey());
    assertThatThrownBy(
            () ->
                Checkpoint.open(
                    CHECKPOINT.sign(LOG).plus(Cosignature.sign(WITNESS, other, NOON)), keys))
        .isInstanceOf(NoteException.BadSignature.class);
    var good = Cosignature.sign(WITNESS, CHECKPOINT, NOON);
    var stamped = good.signature();
    stamped[7] ^= 1;
    var moved = new NoteSignature(good.name(), good.keyId(), stamped);
    assertThatThrownBy(() -> Checkpoint.open(CHECKPOINT.sign(LOG).plus(moved), keys))
        .isInstanceOf(NoteException.BadSignature.class);
  }

  @Test
  void theExampleOfTheSpecificationIsRead() {
    var note =
        SignedNote.parse(
            ("example.com/behind-the-sofa\n"
                 + "20852163\n"
                 + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
                 + "\u2014 example.com/behind-the-sofa"
                 + " Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
                 + "\u2014 witness.example.com/w1"
                 + " jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(Checkpoint.parse(note.text()).head().size()).isEqualTo(20_852_163);
    assertThat(note.signatures()).hasSize(2);
  }
}

package org.casenotesaudit.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.ledger.Defects;
import org.casenotesaudit.ledger.LedgerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoteTest {
  /** The key and note that C2SP's signed-note and Go's note package show as their example. */
  private static final String NEUMANN =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String NEUMANN_NOTE =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n\n"
          + "\u2014 PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private static final SigningKey KEY =
      SigningKey.generate("ledger.example/demo", new SecureRandom());

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theKnownExampleVerifiesAndIsWrittenBack() {
    var note = SignedNote.parse(utf8(NEUMANN_NOTE));
    assertThat(note.verify(List.of(VerifierKey.parse(NEUMANN))))
        .extracting(VerifierKey::name)
        .containsExactly("PeterNeumann");
    assertThat(note.bytes()).isEqualTo(utf8(NEUMANN_NOTE));
    assertThat(VerifierKey.parse(NEUMANN).format()).isEqualTo(NEUMANN);
  }

  @Test
  void noManglingOfAKeyStringIsAKey() {
    for (int from = 0; from < NEUMANN.length(); from++) {
      for (int to = from; to <= NEUMANN.length(); to++) {
        var part = NEUMANN.substring(from, to);
        if (!part.equals(NEUMANN)) {
          assertThatThrownBy(() -> VerifierKey.parse(part))
              .isInstanceOf(NoteException.MalformedKey.class);
        }
      }
    }
    for (int i = 0; i < NEUMANN.length(); i++) {
      var other =
          NEUMANN.substring(0, i) + (char) (NEUMANN.charAt(i) + 1) + NEUMANN.substring(i + 1);
      assertThatThrownBy(() -> VerifierKey.parse(other))
          .isInstanceOf(NoteException.MalformedKey.class);
    }
  }

  @Test
  void everyFlippedBitOfANoteIsNoticed() {
    var known = List.of(VerifierKey.parse(NEUMANN));
    var bytes = utf8(NEUMANN_NOTE);
    for (int i = 0; i < bytes.length * 8; i++) {
      var flipped = bytes.clone();
      flipped[i / 8] ^= (byte) (1 << (i % 8));
      assertThatThrownBy(() -> SignedNote.parse(flipped).verify(known))
          .isInstanceOf(LedgerException.class);
    }
  }

  static Stream<Path> defects() throws IOException {
    return Defects.in("notes").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void aNoteWithADefectIsRefused(Path file) throws IOException {
    assertThat(SignedNote.parse(Defects.good("notes")).signatures()).hasSize(2);
    var bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> SignedNote.parse(bytes)).isInstanceOf(NoteException.Malformed.class);
  }

  @Test
  void theTextEndsAtTheLastBlankLine() {
    var text = "one\n\ntwo\n";
    var note = new SignedNote(text, List.of(KEY.sign(text)));
    assertThat(SignedNote.parse(note.bytes()).text()).isEqualTo(text);
    assertThat(SignedNote.parse(note.bytes()).verify(List.of(KEY.verifierKey())))
        .containsExactly(KEY.verifierKey());
  }

  @Test
  void unknownKeysAreIgnoredEvenUnderAKnownName() {
    var other = SigningKey.generate(KEY.verifierKey().name(), new SecureRandom());
    var text = "text\n";
    var note = new SignedNote(text, List.of(other.sign(text))).plus(KEY.sign(text));
    assertThat(note.verify(List.of(KEY.verifierKey()))).containsExactly(KEY.verifierKey());
    assertThatThrownBy(
            () ->
                new SignedNote(text, List.of(other.sign(text))).verify(List.of(KEY.verifierKey())))
        .isInstanceOf(NoteException.NotSigned.class);
  }

  @Test
  void aBadSignatureByAKnownKeySpoilsTheNoteDespiteAGoodOne() {
    var second = SigningKey.generate("witness.example", new SecureRandom());
    var note = new SignedNote("text\n", List.of(KEY.sign("text\n"), second.sign("other\n")));
    assertThat(note.verify(List.of(KEY.verifierKey()))).hasSize(1);
    assertThatThrownBy(() -> note.verify(List.of(KEY.verifierKey(), second.verifierKey())))
        .isInstanceOf(NoteException.BadSignature.class);
  }

  @Test
  void sixteenSignaturesAreAccepted() {
    var text = "text\n";
    var note = new SignedNote(text, List.of(KEY.sign(text)));
    for (int i = 0; i < 15; i++) {
      note = note.plus(SigningKey.generate("witness" + i, new SecureRandom()).sign(text));
    }
    assertThat(SignedNote.parse(note.bytes()).verify(List.of(KEY.verifierKey()))).hasSize(1);
  }

  @Test
  void withoutAnyKeyNothingIsVerified() {
    assertThatThrownBy(() -> SignedNote.parse(utf8(NEUMANN_NOTE)).verify(List.of()))
        .isInstanceOf(NoteException.NotSigned.class);
  }

  @Test
  void aSecretKeyIsReadBackAndSignsTheSame() {
    var again = SigningKey.parse(KEY.format());
    assertThat(again.verifierKey()).isEqualTo(KEY.verifierKey());
    assertThat(new SignedNote("a\n", List.of(again.sign("a\n"))).bytes())
        .isEqualTo(new SignedNote("a\n", List.of(KEY.sign("a\n"))).bytes());
    assertThat(KEY.toString()).doesNotContain("PRIVATE");
    assertThatThrownBy(() -> SigningKey.parse(KEY.format() + "x"))
        .isInstanceOf(NoteException.MalformedKey.class)
        .hasMessageNotContaining(KEY.format().substring(30));
  }

  @Test
  void anEndlessNoteIsRefusedBeforeItIsRead() {
    var endless = utf8("x".repeat(SignedNote.LARGEST_BYTES) + NEUMANN_NOTE);
    assertThatThrownBy(() -> SignedNote.parse(endless))
        .isInstanceOf(NoteException.Malformed.class)
        .hasMessageContaining("length");
  }
}

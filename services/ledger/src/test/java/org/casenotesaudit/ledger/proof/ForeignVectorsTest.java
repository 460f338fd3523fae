package org.casenotesaudit.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proofs that others made, good and bad: the test vectors of transparency-dev/merkle (see NOTICE
 * beside them). Both verifiers must say the same to each.
 */
class ForeignVectorsTest {
  private static final Path VECTORS = Path.of("src/test/resources/transparency-dev-merkle");

  static List<Path> inclusion() throws IOException {
    return vectors("inclusion");
  }

  static List<Path> consistency() throws IOException {
    return vectors("consistency");
  }

  private static List<Path> vectors(String kind) throws IOException {
    try (Stream<Path> files = Files.walk(VECTORS.resolve(kind))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void allOfThemAreHere() throws IOException {
    assertThat(inclusion()).hasSize(98);
    assertThat(consistency()).hasSize(98);
  }

  @ParameterizedTest
  @MethodSource("inclusion")
  void inclusionIsJudgedAsThere(Path file) throws IOException {
    var vector = Vector.read(file);
    judgedAs(
        vector.flag("wantErr"),
        () ->
            new InclusionProof(vector.number("leafIdx"), vector.number("treeSize"), vector.proof())
                .verify(vector.hash("leafHash"), vector.head("treeSize", "root")));
  }

  @ParameterizedTest
  @MethodSource("consistency")
  void consistencyIsJudgedAsThere(Path file) throws IOException {
    var vector = Vector.read(file);
    // They call a proof from the empty tree useless and refuse it. It is true, and C2SP's witnesses
    // ask for it, so long as it is empty and the empty tree has the empty tree's root.
    boolean useless =
        vector.number("size1") == 0
            && vector.number("size2") > 0
            && vector.proof().isEmpty()
            && vector.hash("root1").equals(MerkleHashing.emptyRoot());
    judgedAs(
        vector.flag("wantErr") && !useless,
        () ->
            new ConsistencyProof(vector.number("size1"), vector.number("size2"), vector.proof())
                .verify(vector.head("size1", "root1"), vector.head("size2", "root2")));
  }

  private static void judgedAs(boolean wrong, ThrowingCallable verification) {
    if (wrong) {
      assertThatThrownBy(verification)
          .isInstanceOfAny(LedgerException.class, IllegalArgumentException.class);
    } else {
      assertThatCode(verification).doesNotThrowAnyException();
    }
  }

  private record Vector(Json.Object json) {
    static Vector read(Path file) throws IOException {
      // Their numbers are unsigned; -1 has the same bits here.
      var text = Files.readString(file).replace("18446744073709551615", "-1");
      return new Vector((Json.Object) Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    boolean flag(String name) {
      return ((Json.Flag) json.members().get(name)).value();
    }

    long number(String name) {
      return ((Json.Whole) json.members().get(name)).value();
    }

    Hash hash(String name) {
      return hash(json.members().get(name));
    }

    TreeHead head(String size, String root) {
      return new TreeHead(number(size), hash(root));
    }

    List<Hash> proof() {
      return json.members().get("proof") instanceof Json.Array hashes
          ? hashes.items().stream().map(Vector::hash).toList()
          : List.of();
    }

    /** "don't care 1" stands for any hash: it becomes one, equal where it was equal. */
    private static Hash hash(Json json) {
      var text = ((Json.Text) json).value();
      var bytes = Base64.getDecoder().decode(text);
      return new String(bytes, StandardCharsets.ISO_8859_1).startsWith("don't care")
          ? MerkleHashing.leafHash(bytes)
          : Hash.ofBase64(text);
    }
  }
}

package org.casenotesaudit.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class MerkleTreeTest {
  /** The eight leaves that implementations of RFC 6962 test with. */
  private static final List<byte[]> LEAVES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(HexFormat.of()::parseHex)
          .toList();

  @Test
  void emptyTreeHasTheHashOfNothing() {
    assertThat(new CompactRange().root().toHex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void leafHashOfTheEmptyEntryIsThatOfRfc6962() {
    assertThat(MerkleHashing.leafHash(new byte[0]).toHex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void rootOfTheEightLeafReferenceTree() {
    var tree = new CompactRange();
    LEAVES.forEach(leaf -> tree.append(MerkleHashing.leafHash(leaf)));
    assertThat(tree.root().toHex())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  /** The recursive definition of RFC 6962 section 2.1, as slow and as plain as it stands there. */
  public static Hash rootByDefinition(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return MerkleHashing.emptyRoot();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return MerkleHashing.nodeHash(
        rootByDefinition(leaves.subList(0, left)),
        rootByDefinition(leaves.subList(left, leaves.size())));
  }

  @Test
  void appendingGivesTheRootOfTheDefinitionAtEverySize() {
    var leaves =
        Stream.iterate(0, i -> i + 1)
            .limit(300)
            .map(i -> MerkleHashing.leafHash(("leaf " + i).getBytes()))
            .toList();
    var tree = new CompactRange();
    for (int size = 1; size <= leaves.size(); size++) {
      tree.append(leaves.get(size - 1));
      assertThat(tree.root()).isEqualTo(rootByDefinition(leaves.subList(0, size)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAA",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
        "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
        " 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
      })
  void oddlySpeltHashesAreRefused(String base64) {
    assertThatThrownBy(() -> Hash.ofBase64(base64)).isInstanceOf(MalformedHashException.class);
  }

  @Test
  void hashesAreReadBackFromAllTheirSpellings() {
    var hash = MerkleHashing.emptyRoot();
    assertThat(Hash.ofBase64(hash.toBase64())).isEqualTo(hash);
    assertThat(Hash.ofBase64Url(hash.toBase64Url())).isEqualTo(hash);
    assertThat(Hash.ofHex(hash.toHex())).isEqualTo(hash);
    assertThatThrownBy(() -> Hash.ofBase64Url(hash.toBase64Url() + "="))
        .isInstanceOf(MalformedHashException.class);
  }
}

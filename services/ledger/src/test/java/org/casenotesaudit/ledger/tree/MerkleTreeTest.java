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

  /** As transparency-dev/merkle, testonly/constants.go, gives them for 0 to 8 of the leaves. */
  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void rootsOfTheReferenceTreeAtEverySize() {
    var tree = new CompactRange();
    assertThat(tree.root().toHex()).isEqualTo(ROOTS.getFirst());
    for (var leaf : LEAVES) {
      tree.append(MerkleHashing.leafHash(leaf));
      assertThat(tree.root().toHex()).isEqualTo(ROOTS.get((int) tree.size()));
    }
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

package org.casenotesaudit.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.log.LogRecord;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.MerkleTreeTest;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofPropertyTest {
  private static byte[] entry(int index) {
    return ("entry " + index).getBytes();
  }

  private static List<Hash> leaves(int size) {
    var leaves = new ArrayList<Hash>();
    for (int i = 0; i < size; i++) {
      leaves.add(MerkleHashing.leafHash(entry(i)));
    }
    return leaves;
  }

  private static LogFolder log(Path folder, int size, Random random) throws IOException {
    var log = LogFolder.at(folder);
    int done = 0;
    while (done < size) {
      int more = Math.min(size - done, 1 + random.nextInt(1 + size / 3));
      var records = new ArrayList<LogRecord>();
      for (int i = done; i < done + more; i++) {
        records.add(new LogRecord(entry(i), new byte[0]));
      }
      log.integrate(done, records);
      done += more;
    }
    return log;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatWasAppendedIsProvenAndNothingElseIs(long seed, @TempDir Path folder) throws IOException {
    var random = new Random(seed);
    int size = 1 + random.nextInt(1 << random.nextInt(1, 12));
    var log = log(folder, size, random);
    var leaves = leaves(size);
    for (int i = 0; i < 20; i++) {
      int treeSize = 1 + random.nextInt(size);
      var head =
          new TreeHead(treeSize, MerkleTreeTest.rootByDefinition(leaves.subList(0, treeSize)));
      assertThat(log.reader(treeSize, size).head()).isEqualTo(head);
      int index = random.nextInt(treeSize);
      var proof = Proofs.inclusion(log.reader(treeSize, size), index);
      proof.verify(leaves.get(index), head);
      refusesEveryOther(proof, leaves.get(index), head, random);
    }
  }

  private static void refusesEveryOther(
      InclusionProof proof, Hash leaf, TreeHead head, Random random) {
    var otherLeaf = flipped(leaf, random);
    assertThatThrownBy(() -> proof.verify(otherLeaf, head))
        .isInstanceOf(ProofException.NotIncluded.class);
    var otherHead = new TreeHead(head.size(), flipped(head.root(), random));
    assertThatThrownBy(() -> proof.verify(leaf, otherHead))
        .isInstanceOf(ProofException.NotIncluded.class);
    assertThatThrownBy(() -> proof.verify(leaf, new TreeHead(head.size() + 1, head.root())))
        .isInstanceOf(ProofException.WrongTree.class);
    for (int i = 0; i < proof.path().size(); i++) {
      var path = new ArrayList<>(proof.path());
      path.set(i, flipped(path.get(i), random));
      assertThatThrownBy(
              () -> new InclusionProof(proof.index(), proof.treeSize(), path).verify(leaf, head))
          .isInstanceOf(ProofException.NotIncluded.class);
    }
    var longer = new ArrayList<>(proof.path());
    longer.add(leaf);
    assertThatThrownBy(() -> new InclusionProof(proof.index(), proof.treeSize(), longer))
        .isInstanceOf(ProofException.WrongLength.class);
    if (!proof.path().isEmpty()) {
      var shorter = proof.path().subList(1, proof.path().size());
      assertThatThrownBy(() -> new InclusionProof(proof.index(), proof.treeSize(), shorter))
          .isInstanceOf(ProofException.WrongLength.class);
      long other = (proof.index() + 1) % proof.treeSize();
      assertThatThrownBy(
              () -> new InclusionProof(other, proof.treeSize(), proof.path()).verify(leaf, head))
          .isInstanceOf(ProofException.class);
    }
  }

  private static Hash flipped(Hash hash, Random random) {
    var bytes = hash.bytes();
    bytes[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
    return Hash.of(bytes);
  }

  @Test
  void everyTreeUpToSeventyExtendsEverySmallerOneAndNoOther(@TempDir Path folder)
      throws IOException {
    var random = new Random(70);
    var log = log(folder, 70, random);
    var leaves = leaves(70);
    var heads = new ArrayList<TreeHead>();
    for (int size = 0; size <= 70; size++) {
      heads.add(new TreeHead(size, MerkleTreeTest.rootByDefinition(leaves.subList(0, size))));
    }
    for (int to = 0; to <= 70; to++) {
      for (int from = 0; from <= to; from++) {
        var proof = Proofs.consistency(log.reader(to, 70), from);
        proof.verify(heads.get(from), heads.get(to));
        refusesOthers(proof, heads.get(from), heads.get(to), random);
      }
    }
  }

  private static void refusesOthers(
      ConsistencyProof proof, TreeHead from, TreeHead to, Random random) {
    if (from.size() > 0) {
      var otherTo = new TreeHead(to.size(), flipped(to.root(), random));
      assertThatThrownBy(() -> proof.verify(from, otherTo))
          .isInstanceOf(ProofException.NotAnExtension.class);
      var otherFrom = new TreeHead(from.size(), flipped(from.root(), random));
      assertThatThrownBy(() -> proof.verify(otherFrom, to))
          .isInstanceOf(ProofException.NotAnExtension.class);
    }
    for (int i = 0; i < proof.path().size(); i++) {
      var path = new ArrayList<>(proof.path());
      path.set(i, flipped(path.get(i), random));
      assertThatThrownBy(() -> new ConsistencyProof(from.size(), to.size(), path).verify(from, to))
          .isInstanceOf(ProofException.NotAnExtension.class);
      path.remove(i);
      assertThatThrownBy(() -> new ConsistencyProof(from.size(), to.size(), path).verify(from, to))
          .isInstanceOf(ProofException.class);
    }
    var longer = new ArrayList<>(proof.path());
    longer.add(to.root());
    assertThatThrownBy(() -> new ConsistencyProof(from.size(), to.size(), longer).verify(from, to))
        .isInstanceOf(ProofException.WrongLength.class);
  }

  @Test
  void aLargeTreeIsProvenThroughThreeTileLevels(@TempDir Path folder) throws IOException {
    int size = 70_000;
    var log = log(folder, size, new Random(1));
    var head = log.headAt(size);
    assertThat(head.root()).isEqualTo(MerkleTreeTest.rootByDefinition(leaves(size)));
    assertThat(folder.resolve("tile/0/273.p/112")).exists();
    assertThat(folder.resolve("tile/1/001.p/17")).exists();
    assertThat(folder.resolve("tile/2/000.p/1")).exists();
    assertThat(folder.resolve("tile/entries/273.p/112")).exists();
    for (int index : new int[] {0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999}) {
      Proofs.inclusion(log.reader(size), index).verify(MerkleHashing.leafHash(entry(index)), head);
    }
    for (int from : new int[] {1, 256, 65_536, 65_537, 69_999}) {
      Proofs.consistency(log.reader(size), from).verify(log.reader(from, size).head(), head);
    }
  }

  @Test
  void whatIsNotInTheTreeHasNoProof(@TempDir Path folder) throws IOException {
    var log = log(folder, 3, new Random(1));
    assertThatThrownBy(() -> Proofs.inclusion(log.reader(3), 3))
        .isInstanceOf(TileException.NoSuchEntry.class);
    assertThatThrownBy(() -> Proofs.inclusion(log.reader(3), -1))
        .isInstanceOf(TileException.NoSuchEntry.class);
    assertThatThrownBy(() -> Proofs.consistency(log.reader(3), 4))
        .isInstanceOf(ProofException.WrongTree.class);
    assertThatThrownBy(() -> log.headAt(300)).isInstanceOf(TileException.Missing.class);
  }
}

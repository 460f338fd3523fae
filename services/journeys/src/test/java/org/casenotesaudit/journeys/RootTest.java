package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The root that the journeys recompute is the one of RFC 6962, by its reference tree. */
class RootTest {

  private static final List<byte[]> REFERENCE =
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
  void eightLeavesGiveTheReferenceRoot() throws Exception {
    assertThat(HexFormat.of().formatHex(LedgerAsPublished.root(REFERENCE)))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void theEmptyEntryGivesItsKnownLeafHash() throws Exception {
    assertThat(HexFormat.of().formatHex(LedgerAsPublished.root(List.of(new byte[0]))))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void rootsOfAllPrefixesAreThoseOfTheDefinition() throws Exception {
    List<byte[]> entries = new ArrayList<>();
    Set<Long> sizes = new TreeSet<>();
    for (int i = 0; i < 70; i++) {
      entries.add(new byte[] {(byte) i});
      sizes.add(i + 1L);
    }
    Map<Long, byte[]> roots = LedgerAsPublished.roots(entries, sizes);
    for (int size = 1; size <= entries.size(); size++) {
      assertThat(roots.get((long) size))
          .as("root of " + size)
          .isEqualTo(LedgerAsPublished.root(entries.subList(0, size)));
    }
  }
}

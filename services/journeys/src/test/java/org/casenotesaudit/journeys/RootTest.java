package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
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
}

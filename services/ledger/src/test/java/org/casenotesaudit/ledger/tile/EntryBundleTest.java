package org.casenotesaudit.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
  @Test
  void lengthsAreTwoBytesBigEndian() {
    assertThat(EntryBundle.encode(List.of(new byte[] {7}, new byte[0], new byte[258])))
        .startsWith(0, 1, 7, 0, 0, 1, 2)
        .hasSize(3 * 2 + 1 + 258);
  }

  @Test
  void theLongestEntryIsReadBackAndOneByteMoreIsRefused() {
    var longest = new byte[65_535];
    Arrays.fill(longest, (byte) 0xff);
    var bundle = EntryBundle.encode(List.of(new byte[0], longest));
    assertThat(EntryBundle.decode(bundle, 2).get(1)).isEqualTo(longest);
    assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])))
        .isInstanceOf(TileException.MalformedBundle.class);
  }

  @Test
  void aBundleOfAnotherWidthIsRefused() {
    var bundle = EntryBundle.encode(List.of(new byte[3], new byte[4]));
    for (int width : new int[] {0, 1, 3, 256}) {
      assertThatThrownBy(() -> EntryBundle.decode(bundle, width))
          .isInstanceOf(TileException.MalformedBundle.class);
    }
  }

  @Test
  void everyCutAndEveryTrailingByteIsRefused() {
    var bundle = EntryBundle.encode(List.of(new byte[3], new byte[4]));
    for (int length = 0; length < bundle.length; length++) {
      var cut = Arrays.copyOf(bundle, length);
      assertThatThrownBy(() -> EntryBundle.decode(cut, 2))
          .isInstanceOf(TileException.MalformedBundle.class);
    }
    var longer = Arrays.copyOf(bundle, bundle.length + 1);
    assertThatThrownBy(() -> EntryBundle.decode(longer, 2))
        .isInstanceOf(TileException.MalformedBundle.class);
  }

  @Test
  void sealedRecordsMayBeLongerThanEntries() {
    var sealed = EntryBundle.encodeSealed(List.of(new byte[100_000], new byte[] {1}));
    assertThat(EntryBundle.decodeSealed(sealed, 2).get(0)).hasSize(100_000);
    sealed[0] = (byte) 0x80;
    assertThatThrownBy(() -> EntryBundle.decodeSealed(sealed, 2))
        .isInstanceOf(TileException.MalformedBundle.class);
  }
}

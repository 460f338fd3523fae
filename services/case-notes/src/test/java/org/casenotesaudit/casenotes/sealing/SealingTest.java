package org.casenotesaudit.casenotes.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed opens at its place with its key, and in no other way. */
class SealingTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final UUID CLIENT = UUID.randomUUID();
  private static final Place PLACE = Place.note(UUID.randomUUID(), 1);

  private final KeyRing ring = ringOf(1);
  private final KeyRing.Fresh fresh = ring.fresh(Place.keyOfClient(CLIENT));

  private static KeyRing ringOf(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return new KeyRing(key, RANDOM);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyBytesComeBackAndAnyFlippedBitIsRefused(long seed) {
    Random random = new Random(seed);
    byte[] plain = new byte[random.nextInt(300)];
    random.nextBytes(plain);
    byte[] sealed = fresh.key().seal(plain, PLACE);

    DataKey again = ring.unwrap(fresh.wrapped(), Place.keyOfClient(CLIENT));
    assertThat(again.open(sealed, PLACE)).isEqualTo(plain);
    for (int i = 0; i < sealed.length; i++) {
      byte[] flipped = sealed.clone();
      flipped[i] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> again.open(flipped, PLACE))
          .as("byte %d", sealed.length)
          .isInstanceOf(BrokenSealException.class);
    }
  }

  @Test
  void aSealedValueMovedToAnotherPlaceIsRefused() {
    UUID note = UUID.randomUUID();
    byte[] sealed = fresh.key().seal(new byte[] {1}, Place.note(note, 1));

    assertThatThrownBy(() -> fresh.key().open(sealed, Place.note(note, 2)))
        .isInstanceOf(BrokenSealException.class);
  }

  @Test
  void aWrappedKeyOpensForItsClientAndUnderItsWrappingKeyOnly() {
    assertThatThrownBy(() -> ring.unwrap(fresh.wrapped(), Place.keyOfClient(UUID.randomUUID())))
        .isInstanceOf(BrokenSealException.class);
    assertThatThrownBy(() -> ringOf(2).unwrap(fresh.wrapped(), Place.keyOfClient(CLIENT)))
        .isInstanceOf(BrokenSealException.class);
  }

  @Test
  void theSameTextIsNeverSealedToTheSameBytes() {
    byte[] text = "the same".getBytes(StandardCharsets.UTF_8);

    assertThat(fresh.key().seal(text, PLACE)).isNotEqualTo(fresh.key().seal(text, PLACE));
  }

  @Test
  void whatIsTooShortToBeSealedIsRefused() {
    for (int length : new int[] {0, 1, 12, 13}) {
      assertThatThrownBy(() -> fresh.key().open(new byte[length], PLACE))
          .isInstanceOf(BrokenSealException.class);
    }
  }
}

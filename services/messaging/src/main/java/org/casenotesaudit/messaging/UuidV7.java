package org.casenotesaudit.messaging;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids that sort by time: UUID version 7, <a
 * href="https://www.rfc-editor.org/rfc/rfc9562.html#section-5.7">RFC 9562, 5.7</a>.
 *
 * <p>Within one process they only grow, also when the clock steps back: the 12 bits after the time
 * count within a millisecond (method 1 of section 6.2), and a counter that is full borrows the next
 * millisecond.
 */
public final class UuidV7 implements IdSource {

  private static final int COUNTER_END = 1 << 12;

  private final InstantSource clock;
  private final RandomGenerator random;
  private long lastMillis;
  private int counter;

  public UuidV7(InstantSource clock) {
    this(clock, new SecureRandom());
  }

  /** With a source of randomness of the caller's choice; only tests should need it. */
  public UuidV7(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized UUID next() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      // The upper half stays free, so that a busy millisecond has room to count.
      counter = random.nextInt(COUNTER_END / 2);
    } else if (++counter == COUNTER_END) {
      lastMillis++;
      counter = 0;
    }
    long high = (lastMillis << 16) | 0x7000L | counter;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}

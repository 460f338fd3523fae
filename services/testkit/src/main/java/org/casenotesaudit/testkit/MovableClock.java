package org.casenotesaudit.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when a test moves it. Serves wherever an InstantSource is asked for. */
public final class MovableClock extends Clock {

  private volatile Instant now;

  private MovableClock(Instant now) {
    this.now = now;
  }

  public static MovableClock at(Instant now) {
    return new MovableClock(now);
  }

  /** At an hour at which nothing special happens: a Tuesday morning in March. */
  public static MovableClock atAnOrdinaryHour() {
    return at(Instant.parse("2026-03-10T09:30:00Z"));
  }

  public MovableClock moveBy(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  public MovableClock moveTo(Instant instant) {
    now = instant;
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}

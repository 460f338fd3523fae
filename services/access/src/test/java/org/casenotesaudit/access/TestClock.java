package org.casenotesaudit.access;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.casenotesaudit.testkit.MovableClock;

/** A clock that a test moves, in place of the system's. */
@Factory
final class TestClock {

  @Singleton
  @Replaces(InstantSource.class)
  @Bean(typed = {InstantSource.class, MovableClock.class})
  @Requires(property = "test.clock", value = "movable")
  MovableClock clock() {
    return MovableClock.at(Instant.now());
  }
}

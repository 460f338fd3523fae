package org.casenotesaudit.serviceframe.configuration;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.messaging.UuidV7;

/**
 * Ids come in from outside, as the clock does (Micronaut brings that bean), so that a test can hold
 * both still.
 */
@Factory
final class TimeAndIds {

  @Singleton
  IdSource ids(InstantSource clock) {
    return new UuidV7(clock);
  }
}

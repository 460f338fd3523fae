package org.casenotesaudit.journeys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each process is killed in turn while people work; {@code deploy/up} brings it back; afterwards
 * the invariants of {@link LifeUnderLoad} hold.
 */
class KilledProcessesJourney {

  /** To try a change of this journey: {@code -Djourney.kill=kafka,access}. All by default. */
  private static final List<String> KILLED =
      List.of(System.getProperty("journey.kill", String.join(",", Processes.ALL)).split(","));

  private static Agency agency;

  @BeforeAll
  static void start() throws Exception {
    agency = new Agency("killed-processes", new Processes());
    agency.upAnew();
  }

  @AfterAll
  static void stop() throws Exception {
    agency.close();
  }

  @Test
  void theInvariantsHoldWhenEveryProcessIsKilledInTurn() throws Exception {
    var life = new LifeUnderLoad(agency, Path.of("target", "killed-processes").toAbsolutePath());
    for (String process : KILLED) {
      life.goesOnAfter(
          process,
          () -> {
            agency.kill(process);
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            agency.up();
          });
    }
    life.endsWithInvariants(Processes.ALL);
  }
}

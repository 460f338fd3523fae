package org.casenotesaudit.audittrail.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.casenotesaudit.audittrail.ATrail;
import org.casenotesaudit.audittrail.TrailSettings;
import org.casenotesaudit.audittrail.integrate.FaultPoint.Step;
import org.casenotesaudit.messaging.UuidV7;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes the integrator work, where it would not look by itself before an hour is over. */
class IntegratorIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final TrailSettings.Checkpoints ONLY_WHEN_TOLD =
      new TrailSettings.Checkpoints(Duration.ofMillis(1), Duration.ofHours(1));

  private final AtomicBoolean failsNext = new AtomicBoolean();

  @TempDir private Path folder;
  private ATrail trail;

  @BeforeEach
  void aNewTrail() {
    trail = ATrail.in(folder);
  }

  @Test
  void eachAppendThatItIsToldOfGetsItsCheckpoint() throws Exception {
    try (Integrator integrator = started()) {
      for (int size = 1; size <= 3; size++) {
        trail.append(trail.anEvent());
        integrator.wake();
        awaitSize(integrator, size);
      }
      assertThat(integrator.failures()).isZero();
    }
  }

  @Test
  void aRoundThatFailedIsTriedAgainWithoutBeingTold() throws Exception {
    try (Integrator integrator = started()) {
      failsNext.set(true);
      trail.append(trail.anEvent());
      integrator.wake();
      awaitSize(integrator, 1);
      assertThat(integrator.failures()).isEqualTo(1);
      assertThat(integrator.isHealthy()).isTrue();
    }
  }

  @Test
  void whatIsAppendedWhileARoundFailsIsCoveredByTheNextOne() throws Exception {
    try (Integrator integrator = started()) {
      failsNext.set(true);
      trail.append(trail.anEvent());
      integrator.wake();
      eventually("a failure", SOON, integrator::failures, failures -> failures == 1);
      trail.append(trail.anEvent());
      integrator.wake();
      awaitSize(integrator, 2);
    }
  }

  private Integrator started() throws SQLException {
    FaultPoint once =
        step -> {
          if (step == Step.TILES_WRITTEN && failsNext.compareAndSet(true, false)) {
            throw new IllegalStateException("a fault");
          }
        };
    InstantSource clock = InstantSource.system();
    Receipts receipts =
        new Receipts(
            "demo",
            new EventSerializer(new RegistrySettings("mock://integrator", true)),
            () ->
                new MockProducer<>(
                    true, null, new ByteArraySerializer(), new ByteArraySerializer()),
            clock,
            new UuidV7(clock),
            new AtomicLong()::incrementAndGet);
    Integrator integrator =
        new Integrator(trail.checkpoints(once), receipts, clock, ONLY_WHEN_TOLD);
    integrator.start();
    // The round at the start is over: from here on, only being told makes it work.
    eventually("a checkpoint", SOON, this::hasCheckpoint, published -> published);
    return integrator;
  }

  private boolean hasCheckpoint() {
    try {
      return trail.folder().checkpoint().isPresent();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void awaitSize(Integrator integrator, long size) {
    eventually("tree of " + size, SOON, integrator::treeSize, found -> found == size);
  }
}

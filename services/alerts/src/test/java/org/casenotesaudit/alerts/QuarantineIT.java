package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.RecordQuarantined;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;

/** What cannot be taken in is put aside, counted and audited, and the reading goes on. */
class QuarantineIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RunningAlerts alerts = RunningAlerts.shared();
  private final String client = StreamEvents.id();

  @Test
  void anUndecodableRecordIsPutAsideAuditedAndTheReadingGoesOn() {
    byte[] bytes = {9, 9, 9};
    assertPutAside(
        Topics.ALERTS,
        QuarantineCode.BAD_FRAMING,
        () -> {
          alerts.stream.raw(Topics.ALERTS, client.getBytes(), bytes);
          return bytes;
        });
  }

  @Test
  void anAlertWithACharacterThatNoTextInTheDatabaseHoldsIsPutAside() {
    assertPutAside(
        Topics.ALERTS,
        QuarantineCode.UNDECODABLE,
        () -> {
          AlertRaised bad =
              StreamEvents.alert(
                  Flagged.by(StreamEvents.id(), client),
                  "after-ending",
                  Severity.HIGH,
                  700,
                  1,
                  true,
                  List.of("grace-days=3\u00000"));
          return alerts.stream.send(Topics.ALERTS, bad);
        });
    assertThat(alerts.concernAbout(client).path("alertCount").asInt())
        .as("nothing of what was put aside had an effect")
        .isEqualTo(1);
  }

  /** Sends what cannot be taken in, and a good alert right after it. */
  private void assertPutAside(Topic topic, QuarantineCode code, Supplier<byte[]> send) {
    double before = counted("quarantined");
    double raisedBefore = counted("AlertRaised");
    try (TopicReader quarantine = TopicReader.fromNow(Topics.quarantineOf("alerts"))) {
      byte[] bytes = send.get();
      alerts.stream.raise(
          Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
      assertThat(alerts.concernAbout(client).path("alertCount").asInt()).isEqualTo(1);

      RecordQuarantined told =
          quarantine
              .next(
                  RecordQuarantined.class,
                  event -> event.getValueDigest().equals(sha256(bytes)),
                  1,
                  PATIENCE)
              .getFirst();
      assertThat(told.getTopic()).isEqualTo(topic.name());
      assertThat(told.getCode()).isEqualTo(code);
    }
    assertThat(counted("quarantined")).isEqualTo(before + 1);
    assertThat(counted("AlertRaised"))
        .as("the good one is counted once, however often its batch was tried")
        .isEqualTo(raisedBefore + 1);
  }

  private double counted(String event) {
    return Optional.ofNullable(
            alerts
                .server
                .getApplicationContext()
                .getBean(MeterRegistry.class)
                .find("alerts.intake.records")
                .tag("event", event)
                .counter())
        .map(Counter::count)
        .orElse(0.0);
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

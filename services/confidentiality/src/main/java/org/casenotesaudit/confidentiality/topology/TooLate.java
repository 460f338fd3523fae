package org.casenotesaudit.confidentiality.topology;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.casenotesaudit.confidentiality.publishing.Ids;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.FactTooLate;
import org.casenotesaudit.events.TooLateReason;
import org.casenotesaudit.events.catalogue.Topics;
import org.jspecify.annotations.Nullable;

/** Says that something was recorded too late to change a judgement: on record, and counted. */
final class TooLate {

  private final Sender sender;
  private final Horizon horizon;
  private final Tally tally;

  TooLate(Sender sender, Horizon horizon, Tally tally) {
    this.sender = sender;
    this.horizon = horizon;
    this.tally = tally;
  }

  /**
   * @param saysSince the end of time where the fact names an access that is gone
   * @param settledUntil because of what has left; the horizon may lie further on
   */
  void fact(String clientId, Trigger trigger, Instant saysSince, Instant settledUntil) {
    tally.count(Kind.FACT_TOO_LATE);
    tell(
        clientId,
        trigger,
        Ids.tooLate(trigger.eventId(), ""),
        saysSince.equals(Instant.MAX) ? null : saysSince,
        settledUntil);
  }

  /**
   * An access that was read after it should have left. Most likely one that has left, delivered
   * again; so each delivery is told by itself.
   */
  void act(String clientId, Trigger trigger, RecordMetadata place) {
    String delivery = place.topic() + "/" + place.partition() + "/" + place.offset();
    tell(
        clientId,
        trigger,
        Ids.tooLate(trigger.eventId(), delivery),
        trigger.occurredAt(),
        Instant.MIN);
  }

  private void tell(
      String clientId,
      Trigger trigger,
      String eventId,
      @Nullable Instant saysSince,
      Instant settledUntil) {
    Instant pastHorizon = trigger.recordedAt().minus(horizon.length());
    boolean isCollapsed = settledUntil.isAfter(pastHorizon);
    Envelope envelope = sender.envelope(eventId, trigger, clientId);
    sender.send(
        ConfidentialityTopology.ALERTS,
        Topics.ALERTS,
        envelope,
        FactTooLate.newBuilder()
            .setEnvelope(envelope)
            .setFactEventId(trigger.eventId())
            .setSaysSince(saysSince)
            .setSettledUntil(isCollapsed ? settledUntil : pastHorizon)
            .setReason(isCollapsed ? TooLateReason.COLLAPSED : TooLateReason.PAST_HORIZON)
            .build());
  }
}

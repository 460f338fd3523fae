package org.casenotesaudit.confidentiality.publishing;

import java.time.Instant;
import org.casenotesaudit.events.Envelope;

/**
 * The event on whose arrival something is said. What is said takes its time from it, never from a
 * clock on the wall: read again, it is the same.
 */
public record Trigger(String agencyId, String eventId, Instant occurredAt, Instant recordedAt) {

  public static Trigger of(Envelope envelope) {
    return new Trigger(
        envelope.getAgencyId(),
        envelope.getEventId(),
        envelope.getOccurredAt(),
        envelope.getRecordedAt());
  }
}

package org.casenotesaudit.access.opening;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.BreakGlass;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Turns a considered wish into the event that tells of it. Pure: same input, same event. */
final class AccessEvents {

  private AccessEvents() {}

  static AccessObserved observed(
      Envelope envelope,
      AccessId accessId,
      Considered considered,
      Decision.Permitted permitted,
      @Nullable BreakGlass breakGlass) {
    OpenRecord wish = considered.wish();
    UUID caseId = caseOf(envelope, permitted.subjects());
    return AccessObserved.newBuilder()
        .setEnvelope(envelope)
        .setAccessId(accessId.toString())
        .setAction(wish.action())
        .setRecordKind(permitted.subjects().recordKind())
        .setRecordId(permitted.subjects().recordId().toString())
        .setCaseId(caseId == null ? null : caseId.toString())
        .setPurpose(wish.purpose())
        .setBreakGlass(breakGlass)
        .setWorkerFacts(considered.facts())
        .setGrantId(permitted.grant().id().toString())
        .setFactVersion(permitted.grant().factVersion())
        .setOrigin(wish.origin())
        .build();
  }

  /** The case is that of the first subject; to the others it is somebody else's. */
  private static @Nullable UUID caseOf(Envelope envelope, Decision.Subjects subjects) {
    String holder = subjects.clientIds().getFirst().toString();
    return holder.equals(envelope.getClientId()) ? subjects.caseId() : null;
  }

  static AccessRefused refused(
      Envelope envelope,
      AccessId accessId,
      Considered considered,
      RefusalReason reason,
      RecordKind recordKind) {
    OpenRecord wish = considered.wish();
    return AccessRefused.newBuilder()
        .setEnvelope(envelope)
        .setAccessId(accessId.toString())
        .setAction(wish.action())
        .setRecordKind(recordKind)
        .setRecordId(wish.item().id().toString())
        .setPurpose(wish.purpose())
        .setReason(reason)
        .setWorkerFacts(considered.facts())
        .build();
  }

  static @Nullable BreakGlass breakGlass(
      @Nullable Emergency emergency, Instant occurredAt, Duration validity) {
    return emergency == null
        ? null
        : BreakGlass.newBuilder()
            .setReasonCode(emergency.code())
            .setValidUntil(occurredAt.plus(validity))
            .build();
  }
}

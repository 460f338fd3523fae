package org.casenotesaudit.access.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.messaging.ContentId;
import org.jspecify.annotations.Nullable;

/**
 * Turns a reported act into events: one for each patient, one for an act without any. Pure, and all
 * ids come from the content, so that the same report makes the same events.
 */
final class ForeignEvents {

  private ForeignEvents() {}

  /**
   * Where a report came from.
   *
   * @param source the token's client, never what the resource says of itself
   * @param digest SHA-256 of the canonical resource
   */
  record Report(String agencyId, String source, byte[] digest, String digestHex) {}

  /**
   * Who is meant, as far as the mappings know.
   *
   * @param worker null when nobody is named or the name is not mapped: undetermined, not dropped
   * @param facts what the directory knew of the worker then
   * @param clients one for each patient of the act, in its order; empty where it is not mapped
   */
  record Meaning(@Nullable UUID worker, WorkerFacts facts, List<Optional<UUID>> clients) {

    Meaning {
      clients = List.copyOf(clients);
    }
  }

  static List<SpecificRecord> of(
      Report report, ReportedAct act, Meaning meaning, Instant recordedAt) {
    List<Optional<UUID>> subjects =
        meaning.clients().isEmpty() ? List.of(Optional.empty()) : meaning.clients();
    var events = new ArrayList<SpecificRecord>();
    for (int ordinal = 0; ordinal < subjects.size(); ordinal++) {
      Envelope envelope =
          Envelope.newBuilder()
              .setEventId(id(report, "event", ordinal).toString())
              .setAgencyId(report.agencyId())
              .setSource(report.source())
              .setSourceSequence(0)
              .setOccurredAt(act.occurredAt())
              .setRecordedAt(recordedAt)
              .setActorId(textOf(meaning.worker()))
              .setClientId(textOf(subjects.get(ordinal).orElse(null)))
              .setActId(actId(report, act).toString())
              .build();
      String accessId = id(report, "access", ordinal).toString();
      events.add(
          act.succeeded()
              ? observed(report, act, meaning, envelope, accessId)
              : failed(act, meaning, envelope, accessId));
    }
    return List.copyOf(events);
  }

  private static AccessObserved observed(
      Report report, ReportedAct act, Meaning meaning, Envelope envelope, String accessId) {
    return AccessObserved.newBuilder()
        .setEnvelope(envelope)
        .setAccessId(accessId)
        .setAction(act.action())
        .setRecordKind(act.recordKind())
        .setPurpose(act.purpose())
        .setWorkerFacts(meaning.facts())
        .setOrigin(Origin.FOREIGN_SYSTEM)
        .setForeignRecordDigest(report.digestHex())
        .build();
  }

  /** The other system says that it failed, not why; nothing was shown. */
  private static AccessRefused failed(
      ReportedAct act, Meaning meaning, Envelope envelope, String accessId) {
    return AccessRefused.newBuilder()
        .setEnvelope(envelope)
        .setAccessId(accessId)
        .setAction(act.action())
        .setRecordKind(act.recordKind())
        .setPurpose(act.purpose())
        .setReason(RefusalReason.UNKNOWN)
        .setWorkerFacts(meaning.facts())
        .build();
  }

  /** The request that several AuditEvents tell of, or this AuditEvent alone. */
  private static UUID actId(Report report, ReportedAct act) {
    return act.requestId() == null
        ? id(report, "act", 0)
        : ContentId.uuidV8(
            bytes(report.agencyId()),
            bytes(report.source()),
            bytes("request"),
            bytes(act.requestId()));
  }

  private static UUID id(Report report, String what, int ordinal) {
    byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(ordinal).array();
    return what.equals("event")
        ? ContentId.uuidV8(
            bytes(report.agencyId()), bytes(report.source()), report.digest(), number)
        : ContentId.uuidV8(
            bytes(report.agencyId()), bytes(report.source()), report.digest(), number, bytes(what));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String textOf(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}

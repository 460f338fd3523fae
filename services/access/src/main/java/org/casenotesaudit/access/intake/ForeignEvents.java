package org.casenotesaudit.access.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.intake.ForeignAccess.Place;
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

  /** The accesses of an act: one for each patient, in their order; one where there is none. */
  static List<ForeignAccess> accesses(Report report, ReportedAct act) {
    var accesses = new ArrayList<ForeignAccess>();
    for (int ordinal = 0; ordinal < Math.max(1, act.patients().size()); ordinal++) {
      accesses.add(
          new ForeignAccess(
              new AccessId(id(report, ordinal, "access")),
              new Place(report, ordinal, actId(report, act)),
              new ForeignAccess.Deed(
                  act.occurredAt(),
                  act.action(),
                  act.recordKind(),
                  act.purpose(),
                  act.succeeded())));
    }
    return List.copyOf(accesses);
  }

  /** The events of those accesses, in their order. */
  static List<SpecificRecord> of(
      Report report, ReportedAct act, Meaning meaning, Instant recordedAt) {
    return accesses(report, act).stream()
        .map(
            access -> {
              int ordinal = access.place().ordinal();
              UUID client =
                  meaning.clients().isEmpty() ? null : meaning.clients().get(ordinal).orElse(null);
              return event(
                  access,
                  envelope(access, id(report, ordinal), meaning.worker(), client, recordedAt),
                  meaning.facts());
            })
        .toList();
  }

  /**
   * The access once more, now that its client is known: another event of the same access.
   *
   * @param worker null if still nobody knows
   * @param facts what the directory says of the worker at the moment of the access
   */
  static SpecificRecord again(
      ForeignAccess access,
      UUID client,
      @Nullable UUID worker,
      WorkerFacts facts,
      Instant recordedAt) {
    UUID eventId =
        id(access.place().report(), access.place().ordinal(), "attributed", client.toString());
    return event(access, envelope(access, eventId, worker, client, recordedAt), facts);
  }

  private static Envelope envelope(
      ForeignAccess access,
      UUID eventId,
      @Nullable UUID worker,
      @Nullable UUID client,
      Instant recordedAt) {
    Report report = access.place().report();
    return Envelope.newBuilder()
        .setEventId(eventId.toString())
        .setAgencyId(report.agencyId())
        .setSource(report.source())
        .setSourceSequence(0)
        .setOccurredAt(access.deed().occurredAt())
        .setRecordedAt(recordedAt)
        .setActorId(textOf(worker))
        .setClientId(textOf(client))
        .setActId(access.place().actId().toString())
        .build();
  }

  private static SpecificRecord event(ForeignAccess access, Envelope envelope, WorkerFacts facts) {
    ForeignAccess.Deed deed = access.deed();
    return deed.succeeded()
        ? AccessObserved.newBuilder()
            .setEnvelope(envelope)
            .setAccessId(access.accessId().toString())
            .setAction(deed.action())
            .setRecordKind(deed.recordKind())
            .setPurpose(deed.purpose())
            .setWorkerFacts(facts)
            .setOrigin(Origin.FOREIGN_SYSTEM)
            .setForeignRecordDigest(access.place().report().digestHex())
            .build()
        // The other system says that it failed, not why; nothing was shown.
        : AccessRefused.newBuilder()
            .setEnvelope(envelope)
            .setAccessId(access.accessId().toString())
            .setAction(deed.action())
            .setRecordKind(deed.recordKind())
            .setPurpose(deed.purpose())
            .setReason(RefusalReason.UNKNOWN)
            .setWorkerFacts(facts)
            .build();
  }

  /** The request that several AuditEvents tell of, or this AuditEvent alone. */
  private static UUID actId(Report report, ReportedAct act) {
    return act.requestId() == null
        ? id(report, 0, "act")
        : ContentId.uuidV8(
            bytes(report.agencyId()),
            bytes(report.source()),
            bytes("request"),
            bytes(act.requestId()));
  }

  /** Of the event itself, or of what else the words say. */
  private static UUID id(Report report, int ordinal, String... words) {
    var parts = new ArrayList<byte[]>();
    parts.add(bytes(report.agencyId()));
    parts.add(bytes(report.source()));
    parts.add(report.digest());
    parts.add(ByteBuffer.allocate(Integer.BYTES).putInt(ordinal).array());
    for (String word : words) {
      parts.add(bytes(word));
    }
    return ContentId.uuidV8(parts.toArray(byte[][]::new));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String textOf(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}

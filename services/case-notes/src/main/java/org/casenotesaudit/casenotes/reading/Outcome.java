package org.casenotesaudit.casenotes.reading;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.jspecify.annotations.Nullable;

/** What access is told. */
public sealed interface Outcome {

  /**
   * The record may be opened with this grant.
   *
   * @param clientIds all clients the record is about, the one whose case holds it first: one act,
   *     one event for each
   * @param caseId the case that holds the record; null for a client's identity
   * @param factVersion value of the deciding facts on which the grant rests
   * @param rangeable whether the grant serves many requests for parts until it expires
   */
  record Granted(
      UUID grantId,
      Instant expiresAt,
      List<UUID> clientIds,
      @Nullable UUID caseId,
      RecordKind recordKind,
      UUID recordId,
      long factVersion,
      boolean rangeable)
      implements Outcome {}

  /**
   * The record stays closed.
   *
   * @param clientId whom it is about, so that the refusal is recorded with the client; null when
   *     there is no such record. Never told to the worker.
   */
  record Refused(RefusalReason reason, @Nullable UUID clientId, RecordKind recordKind)
      implements Outcome {}

  /** The worker must state an emergency first. */
  record BreakGlassRequired(UUID clientId) implements Outcome {}
}

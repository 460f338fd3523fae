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
   * @param glass what stated emergencies had to do with it
   */
  record Granted(
      UUID grantId,
      Instant expiresAt,
      List<UUID> clientIds,
      @Nullable UUID caseId,
      RecordKind recordKind,
      UUID recordId,
      long factVersion,
      boolean rangeable,
      GlassUse glass)
      implements Outcome {}

  /**
   * What access has to remember of an emergency.
   *
   * @param standingFor the clients for whom the reading rests on an emergency stated earlier
   * @param birthDatesKnown the clients whose date of birth came with an emergency stated now
   */
  record GlassUse(List<UUID> standingFor, List<UUID> birthDatesKnown) {}

  /**
   * The record stays closed.
   *
   * @param clientIds in whose histories the refusal belongs; none when there is no such record.
   *     Never told to the worker.
   */
  record Refused(RefusalReason reason, List<UUID> clientIds, RecordKind recordKind)
      implements Outcome {}

  /**
   * The worker must state an emergency first.
   *
   * @param clientIds on whose account it is asked for
   */
  record BreakGlassRequired(List<UUID> clientIds, RecordKind recordKind) implements Outcome {}
}

package org.casenotesaudit.casenotes.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.reading.Outcome;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Format;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question of access, as it stands on the wire; what does not apply is left out.
 *
 * @param outcome what was decided
 * @param reason of a refusal
 * @param clientId the first of the clients
 * @param clientIds in whose histories the answer belongs, one event for each
 * @param recordKind what the record is
 * @param grantId with which the record is read
 * @param expiresAt until when
 * @param caseId the case that the record belongs to
 * @param recordId the record
 * @param factVersion grows with each change of what decides
 * @param rangeable whether it can be read in parts
 * @param standingGlassOf clients for whom the reading rests on an emergency stated earlier
 * @param birthDatesKnown clients whose date of birth came with an emergency stated now
 */
@Serdeable
record DecisionAnswer(
    @Codes(Decided.class) String outcome,
    @Codes(RefusalReason.class) @Nullable String reason,
    @Nullable String clientId,
    @Nullable List<String> clientIds,
    @Codes(RecordKind.class) String recordKind,
    @Nullable String grantId,
    @Nullable String expiresAt,
    @Nullable String caseId,
    @Nullable String recordId,
    @Nullable Long factVersion,
    @Nullable Boolean rangeable,
    @Format(Format.UUID) @Nullable List<String> standingGlassOf,
    @Format(Format.UUID) @Nullable List<String> birthDatesKnown) {

  /** What can be decided. */
  enum Decided {
    PERMITTED,
    REFUSED,
    BREAK_GLASS_REQUIRED
  }

  static DecisionAnswer of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> permitted(granted);
      case Outcome.Refused(var reason, List<UUID> clientIds, RecordKind kind) ->
          closed(Decided.REFUSED, reason.name(), clientIds, kind);
      case Outcome.BreakGlassRequired(List<UUID> clientIds, RecordKind kind) ->
          closed(Decided.BREAK_GLASS_REQUIRED, null, clientIds, kind);
    };
  }

  private static DecisionAnswer permitted(Outcome.Granted granted) {
    UUID caseId = granted.caseId();
    return new DecisionAnswer(
        Decided.PERMITTED.name(),
        null,
        granted.clientIds().getFirst().toString(),
        texts(granted.clientIds()),
        granted.recordKind().name(),
        granted.grantId().toString(),
        granted.expiresAt().toString(),
        caseId == null ? null : caseId.toString(),
        granted.recordId().toString(),
        granted.factVersion(),
        granted.rangeable(),
        texts(granted.glass().standingFor()),
        texts(granted.glass().birthDatesKnown()));
  }

  private static DecisionAnswer closed(
      Decided outcome, @Nullable String reason, List<UUID> clientIds, RecordKind recordKind) {
    return new DecisionAnswer(
        outcome.name(),
        reason,
        clientIds.isEmpty() ? null : clientIds.getFirst().toString(),
        texts(clientIds),
        recordKind.name(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static List<String> texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }
}

package org.casenotesaudit.casenotes.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.reading.Outcome;
import org.casenotesaudit.events.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question of access, as it stands on the wire; what does not apply is left out.
 *
 * @param outcome PERMITTED, REFUSED or BREAK_GLASS_REQUIRED
 * @param reason of a refusal
 * @param clientIds in whose histories the answer belongs, one event for each
 * @param clientId the first of them
 * @param standingGlassOf clients for whom the reading rests on an emergency stated earlier
 * @param birthDatesKnown clients whose date of birth came with an emergency stated now
 */
@Serdeable
record DecisionAnswer(
    String outcome,
    @Nullable String reason,
    @Nullable String clientId,
    @Nullable List<String> clientIds,
    String recordKind,
    @Nullable String grantId,
    @Nullable String expiresAt,
    @Nullable String caseId,
    @Nullable String recordId,
    @Nullable Long factVersion,
    @Nullable Boolean rangeable,
    @Nullable List<String> standingGlassOf,
    @Nullable List<String> birthDatesKnown) {

  static DecisionAnswer of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> permitted(granted);
      case Outcome.Refused(var reason, List<UUID> clientIds, RecordKind kind) ->
          closed("REFUSED", reason.name(), clientIds, kind);
      case Outcome.BreakGlassRequired(List<UUID> clientIds, RecordKind kind) ->
          closed("BREAK_GLASS_REQUIRED", null, clientIds, kind);
    };
  }

  private static DecisionAnswer permitted(Outcome.Granted granted) {
    UUID caseId = granted.caseId();
    return new DecisionAnswer(
        "PERMITTED",
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
      String outcome, @Nullable String reason, List<UUID> clientIds, RecordKind recordKind) {
    return new DecisionAnswer(
        outcome,
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

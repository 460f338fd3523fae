package org.casenotesaudit.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A record of {@link CaseNotesFake}.
 *
 * @param contents what a grant gives, by the kind that was asked for; each may be asked for
 */
record FakeRecord(Map<String, Object> contents, Rule rule) {

  /** What a record answers to a question at a moment. */
  @FunctionalInterface
  interface Rule {
    Map<String, Object> answer(JsonNode question, Instant now);
  }

  /** Stands for all kinds: whatever it is asked for as, the answer is the same. */
  private static final String ANY_KIND = "";

  static FakeRecord answering(Rule rule) {
    return new FakeRecord(Map.of(ANY_KIND, Map.of()), rule);
  }

  boolean isOf(String kind) {
    return contents.containsKey(kind) || contents.containsKey(ANY_KIND);
  }

  static Map<String, Object> permission(
      UUID id, String recordKind, Optional<UUID> caseId, UUID... clientIds) {
    var permission = new HashMap<String, Object>();
    permission.put("outcome", "PERMITTED");
    permission.put("clientId", clientIds[0].toString());
    permission.put("clientIds", texts(clientIds));
    caseId.ifPresent(holding -> permission.put("caseId", holding.toString()));
    permission.put("recordKind", recordKind);
    permission.put("recordId", id.toString());
    permission.put("factVersion", 7);
    permission.put("rangeable", recordKind.equals("VIDEO"));
    permission.put("standingGlassOf", List.of());
    permission.put("birthDatesKnown", List.of());
    return permission;
  }

  static Map<String, Object> refusal(String reason, String recordKind, UUID... clientIds) {
    var refusal = new HashMap<String, Object>();
    refusal.put("outcome", "REFUSED");
    refusal.put("reason", reason);
    refusal.put("recordKind", recordKind);
    refusal.put("clientIds", texts(clientIds));
    if (clientIds.length > 0) {
      refusal.put("clientId", clientIds[0].toString());
    }
    return refusal;
  }

  static Map<String, Object> unknown(String kind) {
    return refusal(
        "UNKNOWN_RECORD",
        switch (kind) {
          case "NAME_BEHIND_CONCERN" -> "CLIENT_IDENTITY";
          case "MEDIA" -> "OTHER";
          default -> kind;
        });
  }

  /** Open, once any emergency is stated. */
  static Rule onceGlassIsBroken(UUID clientId, Map<String, Object> permission) {
    return (question, now) ->
        question.has("breakGlass")
            ? permission
            : Map.of(
                "outcome",
                "BREAK_GLASS_REQUIRED",
                "clientId",
                clientId.toString(),
                "clientIds",
                texts(clientId),
                "recordKind",
                permission.get("recordKind"));
  }

  /**
   * Opens to an emergency of somebody on duty only: stated with the date of birth now, or earlier.
   * Whether one that was stated earlier has ended is told by the clock on the wall; that of access
   * may be ahead of it, and then access' word counts.
   */
  record Lock(UUID clientId, String dateOfBirth, Map<String, Object> permission) implements Rule {

    @Override
    public Map<String, Object> answer(JsonNode question, Instant now) {
      boolean onDuty = question.path("roles").toString().contains("\"emergency-duty\"");
      var opened = new HashMap<>(permission);
      if (question.has("breakGlass")) {
        opened.put("birthDatesKnown", texts(clientId));
        return onDuty && dateOfBirth.equals(question.path("clientDateOfBirth").asText())
            ? opened
            : refusal("BREAK_GLASS_NOT_PERMITTED", "CASE_NOTE", clientId);
      }
      Optional<Instant> until = standing(question).filter(now::isBefore).findFirst();
      if (!onDuty || until.isEmpty()) {
        return refusal("RECORD_RESTRICTED", "CASE_NOTE", clientId);
      }
      opened.put("standingGlassOf", texts(clientId));
      opened.put("expiresAt", until.get().toString());
      return opened;
    }

    private Stream<Instant> standing(JsonNode question) {
      return question
          .path("standingGlasses")
          .valueStream()
          .filter(glass -> clientId.toString().equals(glass.path("clientId").asText()))
          .filter(glass -> glass.path("dateOfBirthKnown").booleanValue())
          .map(glass -> Instant.parse(glass.path("validUntil").asText()));
    }
  }

  private static List<String> texts(UUID... ids) {
    return Arrays.stream(ids).map(UUID::toString).toList();
  }
}

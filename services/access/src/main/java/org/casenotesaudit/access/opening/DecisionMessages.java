package org.casenotesaudit.access.opening;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.jspecify.annotations.Nullable;

/** The two messages of case-notes' POST /v1/decisions, as they stand on the wire. */
final class DecisionMessages {

  private DecisionMessages() {}

  @Serdeable
  record Question(
      String workerId,
      List<String> roles,
      List<String> teamIds,
      List<String> superviseeIds,
      String employment,
      ItemMessage item,
      String action,
      String purpose,
      @Nullable GlassMessage breakGlass,
      @Nullable LocalDate clientDateOfBirth,
      @Nullable List<StandingMessage> standingGlasses) {}

  @Serdeable
  record ItemMessage(String kind, String id) {}

  @Serdeable
  record GlassMessage(String reasonCode) {}

  /** Whom a record is about is not known before the answer, so all that hold are named. */
  @Serdeable
  record StandingMessage(String clientId, String validUntil, boolean dateOfBirthKnown) {

    static StandingMessage of(StandingGlass glass) {
      return new StandingMessage(
          glass.clientId().toString(), glass.until().toString(), glass.dateOfBirthKnown());
    }
  }

  /** A newer case-notes may say more; what is agreed here must be there. */
  @Serdeable
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(
      String outcome,
      @Nullable UUID grantId,
      @Nullable Instant expiresAt,
      @Nullable UUID clientId,
      @Nullable List<UUID> clientIds,
      @Nullable UUID caseId,
      @Nullable String recordKind,
      @Nullable UUID recordId,
      @Nullable Long factVersion,
      @Nullable Boolean rangeable,
      @Nullable String reason,
      @Nullable List<UUID> standingGlassOf,
      @Nullable List<UUID> birthDatesKnown) {

    Decision decision(Item item) {
      return switch (outcome) {
        case "PERMITTED" -> permitted();
        case "REFUSED" ->
            new Decision.Refused(
                reasonOf(reason), clients(), kindOf(recordKind, item.kind().asAsked()));
        case "BREAK_GLASS_REQUIRED" ->
            new Decision.BreakGlassRequired(clients(), kindOf(recordKind, item.kind().asAsked()));
        default -> throw new CaseNotesUnavailableException("outcome \"" + outcome + "\"");
      };
    }

    private Decision permitted() {
      var grant =
          new Decision.Grant(
              required("grantId", grantId),
              required("expiresAt", expiresAt),
              required("factVersion", factVersion).toString(),
              Boolean.TRUE.equals(rangeable));
      return new Decision.Permitted(
          grant,
          new Decision.Subjects(
              clients(),
              caseId,
              kindOf(required("recordKind", recordKind), RecordKind.UNKNOWN),
              required("recordId", recordId)),
          new Decision.GlassUse(
              Set.copyOf(clientsIn(standingGlassOf)), Set.copyOf(clientsIn(birthDatesKnown))));
    }

    private List<ClientId> clients() {
      return clientIds == null || clientIds.isEmpty()
          ? clientsIn(clientId == null ? null : List.of(clientId))
          : clientsIn(clientIds);
    }

    private static List<ClientId> clientsIn(@Nullable List<UUID> ids) {
      return ids == null ? List.of() : ids.stream().distinct().map(ClientId::new).toList();
    }

    private static <T> T required(String field, @Nullable T value) {
      return Optional.ofNullable(value)
          .orElseThrow(() -> new CaseNotesUnavailableException(field + " missing in a permission"));
    }

    /** A reason that a newer case-notes knows and we do not is still a refusal. */
    private static RefusalReason reasonOf(@Nullable String name) {
      for (RefusalReason known : RefusalReason.values()) {
        if (known.name().equals(name)) {
          return known;
        }
      }
      return RefusalReason.UNKNOWN;
    }

    private static RecordKind kindOf(@Nullable String name, RecordKind otherwise) {
      for (RecordKind known : RecordKind.values()) {
        if (known.name().equals(name)) {
          return known;
        }
      }
      return otherwise;
    }
  }
}

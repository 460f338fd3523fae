package org.casenotesaudit.casenotes.reading;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.ClientId;
import org.casenotesaudit.casenotes.deciding.Glass;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.ReadRequest;
import org.casenotesaudit.casenotes.deciding.Reader;
import org.casenotesaudit.casenotes.deciding.WorkerId;
import org.casenotesaudit.casenotes.records.Codes;
import org.casenotesaudit.casenotes.records.GrantRow;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Purpose;

/** A request that was granted, to and from its row: it is decided again when it is redeemed. */
final class GrantedRequest {

  private GrantedRequest() {}

  /** As it is stored. */
  static GrantRow rowOf(
      UUID grantId, ReadRequest request, long factVersion, Instant now, Instant expiresAt) {
    Reader reader = request.reader();
    return new GrantRow(
        grantId,
        reader.workerId().value(),
        Codes.joined(reader.roles()),
        Codes.joined(reader.teamIds()),
        Codes.joined(reader.supervisees()),
        reader.employment().name(),
        request.itemKind().name(),
        request.itemId(),
        request.action().name(),
        request.purpose().name(),
        request.glass() instanceof Glass.Broken,
        switch (request.glass()) {
          case Glass.Whole() -> "";
          case Glass.Broken(Set<ClientId> known) -> Codes.joined(known);
          case Glass.Standing(Set<ClientId> clients, Set<ClientId> known) -> Codes.joined(known);
        },
        request.glass() instanceof Glass.Standing(Set<ClientId> clients, Set<ClientId> known)
            ? Codes.joined(clients)
            : "",
        factVersion,
        now,
        expiresAt,
        null);
  }

  /** As it was asked. */
  static ReadRequest of(GrantRow row) {
    return new ReadRequest(
        new Reader(
            new WorkerId(row.workerId()),
            Codes.setOf(row.roles()),
            Codes.setOf(row.teamIds()),
            Codes.mapped(row.superviseeIds(), WorkerId::new),
            Employment.valueOf(row.employment())),
        ItemKind.valueOf(row.itemKind()),
        row.itemId(),
        Action.valueOf(row.action()),
        Purpose.valueOf(row.purpose()),
        glassOf(row));
  }

  private static Glass glassOf(GrantRow row) {
    Set<ClientId> birthDatesKnown = clientsIn(row.birthDatesKnown());
    if (row.brokeGlass()) {
      return new Glass.Broken(birthDatesKnown);
    }
    return row.glassStandsFor().isEmpty()
        ? new Glass.Whole()
        : new Glass.Standing(clientsIn(row.glassStandsFor()), birthDatesKnown);
  }

  private static Set<ClientId> clientsIn(String column) {
    return Codes.mapped(column, id -> new ClientId(UUID.fromString(id)));
  }
}

package org.casenotesaudit.casenotes.reading;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.casenotesaudit.casenotes.deciding.ClientId;
import org.casenotesaudit.casenotes.deciding.Glass;
import org.casenotesaudit.casenotes.reading.GlassClaims.Standing;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.jspecify.annotations.Nullable;

/** Turns what is claimed of emergencies into what it means for one record. */
@Singleton
class Glasses {

  private final SealedRecords seals;

  Glasses(SealedRecords seals) {
    this.seals = seals;
  }

  /** What is stated with the wish itself. */
  Glass statedNow(GlassClaims claims, @Nullable Located located) {
    if (!claims.statedNow()) {
      return new Glass.Whole();
    }
    if (located == null || claims.dateOfBirth() == null) {
      return new Glass.Broken(Set.of());
    }
    return new Glass.Broken(
        located.clients().stream()
            .filter(client -> seals.identityOf(client).dateOfBirth().equals(claims.dateOfBirth()))
            .map(client -> new ClientId(client.clientId()))
            .collect(Collectors.toSet()));
  }

  /**
   * What was stated earlier for subjects of this record and holds now; nothing beside a new one.
   */
  static List<Standing> standing(GlassClaims claims, Located located, Instant now) {
    Set<UUID> subjects =
        located.clients().stream().map(ClientRow::clientId).collect(Collectors.toSet());
    return claims.statedNow()
        ? List.of()
        : claims.standing().stream()
            .filter(glass -> subjects.contains(glass.clientId()) && now.isBefore(glass.until()))
            .toList();
  }

  static Glass.Standing glassOf(List<Standing> standing) {
    return new Glass.Standing(
        clientsOf(standing, glass -> true), clientsOf(standing, Standing::dateOfBirthKnown));
  }

  private static Set<ClientId> clientsOf(List<Standing> standing, Predicate<Standing> which) {
    return standing.stream()
        .filter(which)
        .map(glass -> new ClientId(glass.clientId()))
        .collect(Collectors.toSet());
  }
}

package org.casenotesaudit.casenotes.records;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.Allocation;
import org.casenotesaudit.casenotes.deciding.ClientId;
import org.casenotesaudit.casenotes.deciding.MediaAuthority;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.casenotes.deciding.Recording;
import org.casenotesaudit.casenotes.deciding.Restriction;
import org.casenotesaudit.casenotes.deciding.Subject;
import org.casenotesaudit.casenotes.deciding.WorkerId;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.MediaUse;
import org.jspecify.annotations.Nullable;

/** Turns rows into the facts on which a decision rests. */
@Singleton
public class FactReader {

  private final RestrictionRows restrictions;
  private final AllocationRows allocations;
  private final MediaAuthorityRows authorities;

  FactReader(
      RestrictionRows restrictions, AllocationRows allocations, MediaAuthorityRows authorities) {
    this.restrictions = restrictions;
    this.allocations = allocations;
    this.authorities = authorities;
  }

  /**
   * One client with what bears on opening a record about them. Read is only what a decision looks
   * at: allocations where whereabouts are protected, authorities where there is a recording.
   */
  public Subject subject(ClientRow client, @Nullable Recording recording) {
    UUID clientId = client.clientId();
    return new Subject(
        new ClientId(clientId),
        client.protectedLocation(),
        restrictions.findByClientId(clientId).stream().map(FactReader::restriction).toList(),
        client.protectedLocation()
            ? allocations.findByClientId(clientId).stream().map(FactReader::allocation).toList()
            : List.of(),
        recording != null
            ? authorities.findByClientId(clientId).stream().map(FactReader::authority).toList()
            : List.of());
  }

  /** Whether a restriction in force leaves this worker out. */
  public boolean isClosedTo(UUID clientId, WorkerId workerId, Instant now) {
    return restrictions.findByClientId(clientId).stream()
        .map(FactReader::restriction)
        .anyMatch(restriction -> restriction.closesTo(workerId, now));
  }

  private static Restriction restriction(RestrictionRow row) {
    return new Restriction(
        Codes.mapped(row.namedWorkerIds(), WorkerId::new),
        new Period(row.validFrom(), row.validUntil()).endedAt(row.liftedAt()));
  }

  private static Allocation allocation(AllocationRow row) {
    UUID teamId = row.teamId();
    String workerId = row.workerId();
    return new Allocation(
        workerId == null ? null : new WorkerId(workerId),
        teamId == null ? null : teamId.toString(),
        new Period(row.validFrom(), row.validUntil()).endedAt(row.endedAt()));
  }

  private static MediaAuthority authority(MediaAuthorityRow row) {
    return new MediaAuthority(
        AuthorityKind.valueOf(row.authorityKind()),
        row.refused(),
        Codes.symbols(row.mediaKinds(), MediaKind.class),
        Codes.symbols(row.uses(), MediaUse.class),
        Codes.ids(row.mediaIds()),
        new Period(row.validFrom(), row.validUntil()).endedAt(row.withdrawalRecordedAt()),
        row.recordedAt());
  }
}

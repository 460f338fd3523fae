package org.casenotesaudit.casenotes.changes;

import io.micronaut.http.HttpStatus;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.casenotes.records.Codes;
import org.casenotesaudit.casenotes.records.MediaAuthorityRow;
import org.casenotesaudit.casenotes.records.MediaAuthorityRows;
import org.casenotesaudit.casenotes.records.MediaSubjectRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.casenotes.sealing.Place;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.MediaAuthorityRecorded;
import org.casenotesaudit.events.MediaAuthorityWithdrawn;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.MediaUse;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.WithdrawnBy;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;

/** Records what allows media of a client to be made and used, its refusal and its withdrawal. */
@Singleton
public class AuthorityWork {

  private final ClientChanges changes;
  private final MediaAuthorityRows authorities;
  private final MediaSubjectRows mediaSubjects;
  private final SealedRecords seals;
  private final ObjectMapper json;
  private final IdSource ids;

  AuthorityWork(
      ClientChanges changes,
      MediaAuthorityRows authorities,
      MediaSubjectRows mediaSubjects,
      SealedRecords seals,
      ObjectMapper json,
      IdSource ids) {
    this.changes = changes;
    this.authorities = authorities;
    this.mediaSubjects = mediaSubjects;
    this.seals = seals;
    this.json = json;
    this.ids = ids;
  }

  /**
   * What an authority covers.
   *
   * @param purposes empty for every purpose
   * @param mediaIds empty for all recordings of the media covered
   * @param audienceTeamIds empty for the agency
   */
  public record Scope(
      List<MediaKind> mediaKinds,
      List<MediaUse> uses,
      List<Purpose> purposes,
      List<UUID> mediaIds,
      List<UUID> audienceTeamIds) {}

  /** An authority to be recorded. */
  public record NewAuthority(
      AuthorityKind kind,
      boolean refused,
      Scope scope,
      Period period,
      AuthorityEvidence evidence) {}

  /**
   * @throws ProblemException 404 if the client is unknown or closed to the caller, 400 if a
   *     recording named is not one of this client
   */
  public UUID record(Caller caller, UUID clientId, NewAuthority wanted) {
    OpenChange change = changes.open(caller, clientId);
    Scope scope = wanted.scope();
    scope.mediaIds().forEach(mediaId -> requireSubject(mediaId, clientId));
    UUID authorityId = ids.next();
    authorities.save(
        new MediaAuthorityRow(
            authorityId,
            clientId,
            wanted.kind().name(),
            wanted.refused(),
            Codes.joined(scope.mediaKinds()),
            Codes.joined(scope.uses()),
            Codes.joined(scope.purposes()),
            Codes.joined(scope.mediaIds()),
            Codes.joined(scope.audienceTeamIds()),
            wanted.period().from(),
            wanted.period().until(),
            seals.seal(change.client(), write(wanted.evidence()), Place.evidence(authorityId)),
            change.actor(),
            change.now(),
            null,
            null,
            null));
    change.decidingFactsChanged();
    change.publish(
        MediaAuthorityRecorded.newBuilder()
            .setEnvelope(change.envelope())
            .setAuthorityId(authorityId.toString())
            .setAuthorityKind(wanted.kind())
            .setRefused(wanted.refused())
            .setMediaKinds(scope.mediaKinds())
            .setUses(scope.uses())
            .setPurposes(scope.purposes())
            .setMediaIds(texts(scope.mediaIds()))
            .setAudienceTeamIds(texts(scope.audienceTeamIds()))
            .setValidFrom(wanted.period().from())
            .setValidUntil(wanted.period().until())
            .build());
    return authorityId;
  }

  /**
   * @param withdrawnAt when it was withdrawn, as told
   * @throws ProblemException 404 if the authority is unknown or closed to the caller, 409 if it was
   *     withdrawn before, 400 if it would be withdrawn before it was given
   */
  public void withdraw(
      Caller caller, UUID authorityId, WithdrawnBy withdrawnBy, Instant withdrawnAt) {
    MediaAuthorityRow row =
        authorities.findById(authorityId).orElseThrow(ProblemException::notFoundOnRecord);
    OpenChange change = changes.open(caller, row.clientId());
    Instant given = givenAtTheLatest(row);
    if (withdrawnAt.isBefore(given)) {
      throw ProblemException.invalidField(
          "withdrawnAt", withdrawnAt, "not before the authority was given, " + given);
    }
    if (authorities.withdraw(authorityId, withdrawnBy.name(), withdrawnAt, change.now()) == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "authority-withdrawn",
          "The authority was withdrawn before (expected: one that holds).");
    }
    change.decidingFactsChanged();
    change.publish(
        MediaAuthorityWithdrawn.newBuilder()
            .setEnvelope(change.envelope())
            .setAuthorityId(authorityId.toString())
            .setWithdrawnBy(withdrawnBy)
            .setWithdrawnAt(withdrawnAt)
            .build());
  }

  /** What is on record, or holds, was given; a consent for next week may be withdrawn today. */
  private static Instant givenAtTheLatest(MediaAuthorityRow row) {
    return row.validFrom().isBefore(row.recordedAt()) ? row.validFrom() : row.recordedAt();
  }

  private void requireSubject(UUID mediaId, UUID clientId) {
    boolean subject =
        mediaSubjects.findByMediaId(mediaId).stream()
            .anyMatch(row -> row.clientId().equals(clientId));
    if (!subject) {
      throw ProblemException.invalidField("mediaIds", mediaId, "recordings of this client");
    }
  }

  private String write(AuthorityEvidence evidence) {
    try {
      return json.writeValueAsString(evidence);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }
}

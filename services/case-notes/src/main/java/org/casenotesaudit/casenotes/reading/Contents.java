package org.casenotesaudit.casenotes.reading;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.ReadRequest;
import org.casenotesaudit.casenotes.records.CaseRow;
import org.casenotesaudit.casenotes.records.CaseRows;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.Identity;
import org.casenotesaudit.casenotes.records.LatestText;
import org.casenotesaudit.casenotes.records.MediaRow;
import org.casenotesaudit.casenotes.records.MediaRows;
import org.casenotesaudit.casenotes.records.NoteRows;
import org.casenotesaudit.casenotes.records.NoteVersionRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.casenotes.sealing.Place;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** Turns a grant into what it opens. */
@Singleton
public class Contents {

  private final Grants grants;
  private final CaseRows cases;
  private final NoteRows notes;
  private final NoteVersionRows versions;
  private final MediaRows media;
  private final SealedRecords seals;
  private final TransactionOperations<Connection> transactions;

  Contents(
      Grants grants,
      CaseRows cases,
      NoteRows notes,
      NoteVersionRows versions,
      MediaRows media,
      SealedRecords seals,
      TransactionOperations<Connection> transactions) {
    this.grants = grants;
    this.cases = cases;
    this.notes = notes;
    this.versions = versions;
    this.media = media;
    this.seals = seals;
    this.transactions = transactions;
  }

  /**
   * Uses the grant up and opens a note, an identity or a case file.
   *
   * @throws ProblemException as {@link Grants#redeem} says; 400 for a grant of a recording
   */
  public Content open(UUID grantId) {
    return transactions.executeWrite(
        status -> {
          Grants.Redeemed redeemed = grants.redeem(grantId);
          ReadRequest request = redeemed.request();
          ClientRow client = redeemed.record().clients().getFirst();
          return switch (request.itemKind()) {
            case CASE_NOTE -> note(request.itemId(), client);
            case CLIENT_IDENTITY -> person(client);
            case NAME_BEHIND_CONCERN -> name(client);
            case CASE_FILE -> caseFile(request.itemId());
            case MEDIA -> throw wrongKind("a grant for a recording", "the route for media");
          };
        });
  }

  /**
   * The recording that the grant is for; the grant stays good for more parts of it.
   *
   * @throws ProblemException as {@link Grants#redeem} says; 400 for another grant
   */
  public MediaRow openMedia(UUID grantId) {
    return transactions.executeWrite(
        status -> {
          ReadRequest request = grants.redeem(grantId).request();
          if (request.itemKind() != ItemKind.MEDIA) {
            throw wrongKind("a grant for " + request.itemKind(), "the route for content");
          }
          return media.findById(request.itemId()).orElseThrow(ProblemException::notFound);
        });
  }

  private Content note(UUID noteId, ClientRow client) {
    LatestText latest = versions.latestOf(noteId).orElseThrow(ProblemException::notFound);
    String text = seals.open(client, latest.sealedText(), Place.note(noteId, latest.version()));
    return new Content.Note(
        noteId.toString(), latest.version(), text, latest.contactAt().toString());
  }

  private Content person(ClientRow client) {
    Identity identity = seals.identityOf(client);
    return new Content.Person(
        identity.givenName(), identity.familyName(), identity.dateOfBirth().toString());
  }

  private Content name(ClientRow client) {
    Identity identity = seals.identityOf(client);
    return new Content.Name(identity.givenName(), identity.familyName());
  }

  private Content caseFile(UUID caseId) {
    CaseRow row = cases.findById(caseId).orElseThrow(ProblemException::notFound);
    Instant closedAt = row.closedAt();
    return new Content.CaseFile(
        caseId.toString(),
        row.teamId().toString(),
        row.openedAt().toString(),
        closedAt == null ? null : closedAt.toString(),
        notes.findByCaseIdOrderByContactAt(caseId).stream()
            .map(
                note ->
                    new Content.NoteEntry(
                        note.noteId().toString(),
                        note.latestVersion(),
                        note.contactAt().toString()))
            .toList(),
        media.findByCaseIdOrderByCapturedAt(caseId).stream()
            .map(
                each ->
                    new Content.MediaEntry(
                        each.mediaId().toString(),
                        each.mediaKind(),
                        each.mediaType(),
                        each.sizeBytes(),
                        each.capturedAt().toString()))
            .toList());
  }

  private static ProblemException wrongKind(String found, String expected) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "wrong-grant", found + " (expected: " + expected + ")");
  }
}

package org.casenotesaudit.casenotes.changes;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.records.CaseRow;
import org.casenotesaudit.casenotes.records.CaseRows;
import org.casenotesaudit.casenotes.records.NoteRow;
import org.casenotesaudit.casenotes.records.NoteRows;
import org.casenotesaudit.casenotes.records.NoteVersionRow;
import org.casenotesaudit.casenotes.records.NoteVersionRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.casenotes.sealing.Place;
import org.casenotesaudit.events.CaseNoteAmended;
import org.casenotesaudit.events.CaseNoteRecorded;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;

/** Records case notes and amends them; every version is kept. */
@Singleton
public class NoteWork {

  private final ClientChanges changes;
  private final CaseRows cases;
  private final NoteRows notes;
  private final NoteVersionRows versions;
  private final SealedRecords seals;
  private final IdSource ids;

  NoteWork(
      ClientChanges changes,
      CaseRows cases,
      NoteRows notes,
      NoteVersionRows versions,
      SealedRecords seals,
      IdSource ids) {
    this.changes = changes;
    this.cases = cases;
    this.notes = notes;
    this.versions = versions;
    this.seals = seals;
    this.ids = ids;
  }

  /**
   * @param contactAt when the contact took place that the note is about
   * @throws ProblemException 404 if the case is unknown or closed to the caller
   */
  public UUID record(Caller caller, UUID caseId, String text, Instant contactAt) {
    CaseRow row = cases.findById(caseId).orElseThrow(ProblemException::notFoundOnRecord);
    OpenChange change = changes.open(caller, row.clientId());
    UUID noteId = ids.next();
    notes.save(new NoteRow(noteId, caseId, row.clientId(), change.actor(), contactAt, 1));
    keep(change, noteId, 1, text);
    change.publish(
        CaseNoteRecorded.newBuilder()
            .setEnvelope(change.envelope())
            .setNoteId(noteId.toString())
            .setCaseId(caseId.toString())
            .setVersion(1)
            .setContactAt(contactAt)
            .build());
    return noteId;
  }

  /**
   * @return the number of the new version
   * @throws ProblemException 404 if the note is unknown or closed to the caller
   */
  public int amend(Caller caller, UUID noteId, String text) {
    UUID clientId =
        notes.findById(noteId).orElseThrow(ProblemException::notFoundOnRecord).clientId();
    OpenChange change = changes.open(caller, clientId);
    // Read again under the lock: two who amend at once get two numbers.
    NoteRow row = notes.findById(noteId).orElseThrow(ProblemException::notFoundOnRecord);
    int version = row.latestVersion() + 1;
    keep(change, noteId, version, text);
    notes.raise(noteId, version);
    change.publish(
        CaseNoteAmended.newBuilder()
            .setEnvelope(change.envelope())
            .setNoteId(noteId.toString())
            .setCaseId(row.caseId().toString())
            .setVersion(version)
            .build());
    return version;
  }

  private void keep(OpenChange change, UUID noteId, int version, String text) {
    versions.save(
        new NoteVersionRow(
            ids.next(),
            noteId,
            version,
            seals.seal(change.client(), text, Place.note(noteId, version)),
            change.actor(),
            change.now()));
  }
}

package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.CaseNotesSettings;
import org.casenotesaudit.casenotes.changes.NoteWork;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Writing case notes. Reading them goes through access, for everybody. */
@Controller("/v1")
@Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
@ExecuteOn(TaskExecutors.BLOCKING)
class NoteController {

  private final NoteWork notes;
  private final Fields fields;
  private final Idempotency idempotency;
  private final CaseNotesSettings settings;

  NoteController(
      NoteWork notes, Fields fields, Idempotency idempotency, CaseNotesSettings settings) {
    this.notes = notes;
    this.fields = fields;
    this.idempotency = idempotency;
    this.settings = settings;
  }

  /**
   * A note to be written.
   *
   * @param text the note, 1 to 100,000 characters
   * @param contactAt when the contact was that it is about; not in the future
   */
  @Serdeable
  record NewNote(
      @Required @Example("Visited at home.") @Nullable String text,
      @Required @Nullable String contactAt) {

    /** Note text stays out of logs even where somebody logs the record. */
    @Override
    public String toString() {
      return "NewNote[sealed]";
    }
  }

  /**
   * Writes a note into a case.
   *
   * @param caseId the case
   * @return the note, in its first version
   */
  @Post("/cases/{caseId}/notes")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such case, or it is not open to you.")
  HttpResponse<Created.Note> recordNote(
      HttpRequest<?> request, Authentication authentication, String caseId, @Body NewNote body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("caseId", caseId);
    String text = fields.text("text", body.text(), settings.noteCharactersMax());
    Instant contactAt = fields.requiredPast("contactAt", body.contactAt());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Note.class,
        () ->
            HttpResponse.created(
                new Created.Note(notes.record(caller, id, text, contactAt).toString(), 1)));
  }

  /**
   * Another text of a note; the one before stays.
   *
   * @param text the whole note, 1 to 100,000 characters
   */
  @Serdeable
  record NewVersion(
      @Required @Example("Visited at home, and met both parents.") @Nullable String text) {

    /** Note text stays out of logs even where somebody logs the record. */
    @Override
    public String toString() {
      return "NewVersion[sealed]";
    }
  }

  /**
   * Amends a note by another version.
   *
   * @param noteId the note
   * @return the note, in its new version
   */
  @Post("/notes/{noteId}/versions")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such note, or it is not open to you.")
  HttpResponse<Created.Note> amendNote(
      HttpRequest<?> request, Authentication authentication, String noteId, @Body NewVersion body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("noteId", noteId);
    String text = fields.text("text", body.text(), settings.noteCharactersMax());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Note.class,
        () -> HttpResponse.created(new Created.Note(noteId, notes.amend(caller, id, text))));
  }
}

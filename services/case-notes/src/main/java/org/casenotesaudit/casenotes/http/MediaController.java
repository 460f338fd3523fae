package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.casenotesaudit.casenotes.http.MultipartReader.Part;
import org.casenotesaudit.casenotes.media.DeclaredType;
import org.casenotesaudit.casenotes.media.MediaIntake;
import org.casenotesaudit.casenotes.media.MediaWork;
import org.casenotesaudit.casenotes.media.Upload;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Taking recordings in. Never refused for want of an authority: held, and seen by compliance. */
@Controller("/v1/cases/{caseId}/media")
@Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
@ExecuteOn(TaskExecutors.BLOCKING)
class MediaController {

  private static final int SUBJECTS_MAX = 1_000;

  private final MediaWork media;
  private final MediaIntake intake;
  private final Fields fields;
  private final Idempotency idempotency;

  MediaController(MediaWork media, MediaIntake intake, Fields fields, Idempotency idempotency) {
    this.media = media;
    this.intake = intake;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  /** What makes two requests the same: the form's fields and the digest of the file. */
  @Serdeable
  record Sent(
      String kind,
      String capturedAt,
      @Nullable String subjects,
      @Nullable String nonClientSubjects,
      @Nullable String unidentifiedSubjects,
      String sha256) {}

  /**
   * Takes in a photo, video or audio recording of a case.
   *
   * @param caseId the case
   * @param body the form; the file is its last part
   * @return the recording, as an id
   */
  @Post(consumes = MediaType.MULTIPART_FORM_DATA)
  @Status(HttpStatus.CREATED)
  @RequestBody(
      required = true,
      description = "The fields in any order, then the file as the last part.",
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = MediaForm.AsSent.class)))
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "invalid-field",
      when = "A part is missing, unknown, wrong or after the file; the detail says which.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such case, or it is not open to you.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "upload-incomplete",
      when = "The upload took too long.")
  @Refuses(
      status = HttpStatus.REQUEST_ENTITY_TOO_LARGE,
      code = "media-too-large",
      when = "The recording is longer than is taken.")
  @Refuses(
      status = HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      code = "media-type-not-taken",
      when = "The file is no recording of a type that is taken.")
  @Refuses(
      status = HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      code = "media-type-mismatch",
      when = "The file is another type than its part or the kind says.")
  HttpResponse<Created.Media> captureMedia(
      HttpRequest<?> request, Authentication authentication, String caseId, @Body InputStream body)
      throws IOException {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("caseId", caseId);
    try (body) {
      MultipartReader form =
          MultipartReader.of(body, request.getHeaders().get(HttpHeaders.CONTENT_TYPE));
      MediaForm said = MediaForm.before(form);
      MediaWork.NewMedia wanted = wanted(id, said);
      media.requireOpenTo(caller, wanted);
      Part file = said.file();
      Upload upload =
          intake.take(file.bytes(), new DeclaredType(wanted.kind(), file.contentType()));
      return kept(request, caller, wanted, upload, said, form);
    }
  }

  private MediaWork.NewMedia wanted(UUID caseId, MediaForm said) {
    return new MediaWork.NewMedia(
        caseId,
        fields.code("kind", said.field("kind"), MediaKind.class),
        fields.requiredPast("capturedAt", said.field("capturedAt")),
        new MediaWork.Subjects(
            clientIds(said.field("subjects")),
            count("nonClientSubjects", said.field("nonClientSubjects")),
            count("unidentifiedSubjects", said.field("unidentifiedSubjects"))));
  }

  /**
   * The chunks lie there before the row that makes them a recording; without it they go again: at
   * once where it is known that there is no row, and with the hourly sweep where the answer to the
   * commit was lost.
   */
  private HttpResponse<Created.Media> kept(
      HttpRequest<?> request,
      Caller caller,
      MediaWork.NewMedia wanted,
      Upload upload,
      MediaForm said,
      MultipartReader form)
      throws IOException {
    var written = new AtomicBoolean();
    try {
      MediaForm.requireEnd(form);
      Sent sent =
          new Sent(
              wanted.kind().name(),
              wanted.capturedAt().toString(),
              said.field("subjects"),
              said.field("nonClientSubjects"),
              said.field("unidentifiedSubjects"),
              upload.sha256());
      return idempotency.once(
          request,
          caller,
          sent,
          Created.Media.class,
          () -> {
            UUID mediaId = media.capture(caller, wanted, upload);
            written.set(true);
            return HttpResponse.created(new Created.Media(mediaId.toString()));
          });
    } finally {
      // What failed before was never asked to commit; a repeated request was answered without it.
      if (!written.get()) {
        intake.discard(upload);
      }
    }
  }

  private List<UUID> clientIds(@Nullable String found) {
    return found == null || found.isBlank()
        ? List.of()
        : fields.ids("subjects", Arrays.asList(found.split("\\s*,\\s*", -1)));
  }

  private static int count(String field, @Nullable String found) {
    if (found == null || found.isEmpty()) {
      return 0;
    }
    if (!found.matches("\\d{1,4}") || Integer.parseInt(found) > SUBJECTS_MAX) {
      throw ProblemException.invalidField(
          field, found.length() > 10 ? "…" : found, "a number from 0 to " + SUBJECTS_MAX);
    }
    return Integer.parseInt(found);
  }
}

package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.StreamingFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.media.DeclaredType;
import org.casenotesaudit.casenotes.media.MediaIntake;
import org.casenotesaudit.casenotes.media.MediaWork;
import org.casenotesaudit.casenotes.media.Upload;
import org.casenotesaudit.events.MediaKind;
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

  @Post(consumes = MediaType.MULTIPART_FORM_DATA)
  HttpResponse<Created.Media> capture(
      HttpRequest<?> request,
      Authentication authentication,
      String caseId,
      StreamingFileUpload file,
      @Part("kind") @Nullable String kind,
      @Part("capturedAt") @Nullable String capturedAt,
      @Part("subjects") @Nullable String subjects,
      @Part("nonClientSubjects") @Nullable String nonClientSubjects,
      @Part("unidentifiedSubjects") @Nullable String unidentifiedSubjects)
      throws IOException {
    Caller caller = Callers.of(authentication);
    MediaWork.NewMedia wanted =
        new MediaWork.NewMedia(
            fields.id("caseId", caseId),
            fields.code("kind", kind, MediaKind.class),
            fields.requiredPast("capturedAt", capturedAt),
            new MediaWork.Subjects(
                clientIds(subjects),
                count("nonClientSubjects", nonClientSubjects),
                count("unidentifiedSubjects", unidentifiedSubjects)));
    media.requireOpenTo(caller, wanted);
    String declared = file.getContentType().map(MediaType::getName).orElse(null);
    Upload upload;
    try (InputStream bytes = file.asInputStream()) {
      upload = intake.take(bytes, new DeclaredType(wanted.kind(), declared));
    }
    Sent sent =
        new Sent(
            wanted.kind().name(),
            wanted.capturedAt().toString(),
            subjects,
            nonClientSubjects,
            unidentifiedSubjects,
            upload.sha256());
    return kept(request, caller, wanted, upload, sent);
  }

  /** The chunks lie there before the row that makes them a recording; without it they go again. */
  private HttpResponse<Created.Media> kept(
      HttpRequest<?> request, Caller caller, MediaWork.NewMedia wanted, Upload upload, Sent sent) {
    boolean kept = false;
    try {
      HttpResponse<Created.Media> answer =
          idempotency.once(
              request,
              caller,
              sent,
              Created.Media.class,
              () ->
                  HttpResponse.created(
                      new Created.Media(media.capture(caller, wanted, upload).toString())));
      Created.Media created = answer.body();
      kept = created != null && created.mediaId().equals(upload.mediaId().toString());
      return answer;
    } finally {
      if (!kept) {
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

package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.casenotesaudit.casenotes.media.ByteRange;
import org.casenotesaudit.casenotes.media.MediaOutlet;
import org.casenotesaudit.casenotes.reading.Content;
import org.casenotesaudit.casenotes.reading.Contents;
import org.casenotesaudit.casenotes.records.MediaRow;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.casenotesaudit.serviceframe.security.Roles;

/** Where access redeems a grant once its record of the reading is committed. */
@Controller("/v1/grants")
@Secured(Roles.CONTENT_READER)
@ExecuteOn(TaskExecutors.BLOCKING)
class GrantController {

  private static final long NEVER_MODIFIED = 0;

  private final Contents contents;
  private final MediaOutlet outlet;
  private final Fields fields;

  GrantController(Contents contents, MediaOutlet outlet, Fields fields) {
    this.contents = contents;
    this.outlet = outlet;
    this.fields = fields;
  }

  @Post("/{grantId}/content")
  HttpResponse<Content> content(String grantId) {
    return HttpResponse.ok(contents.open(fields.id("grantId", grantId)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** Each request for a part is checked anew against the grant and the facts of that moment. */
  @Get("/{grantId}/media")
  HttpResponse<?> media(HttpRequest<?> request, String grantId) {
    MediaRow media = contents.openMedia(fields.id("grantId", grantId));
    ByteRange range = ByteRange.of(request.getHeaders().get(HttpHeaders.RANGE), media.sizeBytes());
    return switch (range) {
      case ByteRange.Whole(long size) -> bytes(HttpStatus.OK, media, 0, size - 1);
      case ByteRange.Part part ->
          bytes(HttpStatus.PARTIAL_CONTENT, media, part.first(), part.last())
              .header(HttpHeaders.CONTENT_RANGE, part.contentRange());
      case ByteRange.Unsatisfiable none ->
          Problem.of(
                  HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                  "range-not-satisfiable",
                  "Range: none of it exists (expected: within " + media.sizeBytes() + " bytes)")
              .response()
              .header(HttpHeaders.CONTENT_RANGE, none.contentRange());
    };
  }

  private MutableHttpResponse<StreamedFile> bytes(
      HttpStatus status, MediaRow media, long first, long last) {
    MediaType type = MediaType.of(media.mediaType());
    // As a file and not as pieces: only so does the length leave, by which access counts what it
    // serves before it does.
    var part =
        new StreamedFile(outlet.open(media, first, last), type, NEVER_MODIFIED, last - first + 1);
    return HttpResponse.<StreamedFile>status(status)
        .body(part)
        .contentType(type)
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff");
  }
}

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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.casenotesaudit.casenotes.media.ByteRange;
import org.casenotesaudit.casenotes.media.MediaOutlet;
import org.casenotesaudit.casenotes.reading.Content;
import org.casenotesaudit.casenotes.reading.Contents;
import org.casenotesaudit.casenotes.records.MediaRow;
import org.casenotesaudit.serviceframe.description.Refuses;
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

  /**
   * Reads a note, an identity or a case file, and uses the grant up.
   *
   * @param grantId the grant
   */
  @Post("/{grantId}/content")
  @ApiResponse(
      responseCode = "200",
      description = "what the grant is for",
      content =
          @io.swagger.v3.oas.annotations.media.Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema =
                  @Schema(
                      anyOf = {
                        Content.Note.class,
                        Content.Person.class,
                        Content.Name.class,
                        Content.CaseFile.class
                      })))
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "invalid-field",
      when = "The grant id is no UUID in lower case.")
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "wrong-grant",
      when = "The grant is for a recording.")
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = "There is no such grant.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "facts-changed",
      when = "What decides has changed since the grant was given: ask again.")
  @Refuses(status = HttpStatus.GONE, code = "grant-expired", when = "The grant has expired.")
  @Refuses(status = HttpStatus.GONE, code = "grant-used", when = "The grant was used before.")
  HttpResponse<Content> readContent(String grantId) {
    return HttpResponse.ok(contents.open(fields.id("grantId", grantId)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /**
   * Reads a recording, or a part of it as the header Range says. Each request for a part is checked
   * anew against the grant and the facts of that moment.
   *
   * @param grantId the grant
   */
  @Get("/{grantId}/media")
  @ApiResponse(
      responseCode = "200",
      description = "the recording, in its own type",
      content =
          @io.swagger.v3.oas.annotations.media.Content(
              mediaType = MediaType.ALL,
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(responseCode = "206", description = "the part of it that Range names")
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "invalid-field",
      when = "The grant id is no UUID in lower case.")
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "wrong-grant",
      when = "The grant is not for a recording.")
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = "There is no such grant.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "facts-changed",
      when = "What decides has changed since the grant was given: ask again.")
  @Refuses(status = HttpStatus.GONE, code = "grant-expired", when = "The grant has expired.")
  @Refuses(
      status = HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
      code = "range-not-satisfiable",
      when = "Nothing of the wanted part exists.")
  HttpResponse<?> readMedia(HttpRequest<?> request, String grantId) {
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

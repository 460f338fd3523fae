package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.casenotesaudit.serviceframe.security.Callers;
import org.jspecify.annotations.Nullable;

/** Hands out the content of an access that is on record, to the worker who opened it. */
@Controller("/v1/accesses")
@ExecuteOn(TaskExecutors.BLOCKING)
class ContentController {

  /** Passed on from case-notes; nothing else of its answer reaches the worker. */
  private static final List<String> MEDIA_HEADERS =
      List.of(HttpHeaders.CONTENT_RANGE, HttpHeaders.ACCEPT_RANGES);

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?<first>\\d{1,18})-(?<last>\\d{1,18})/.*");

  private static final String RANGE = "range-not-satisfiable";

  private static final long NEVER_MODIFIED = 0;

  private final ContentDesk desk;
  private final CaseNotes caseNotes;
  private final MediaViewings viewings;

  ContentController(ContentDesk desk, CaseNotes caseNotes, MediaViewings viewings) {
    this.desk = desk;
    this.caseNotes = caseNotes;
    this.viewings = viewings;
  }

  /**
   * The content of an access, for the worker who opened it and nobody else. Of the type that the
   * record has, which nobody knows before it is open. A recording can be fetched in parts, anything
   * else once.
   *
   * @param accessId the access
   * @param range the part of a recording that is wanted, as in RFC 9110
   */
  @Get("/{accessId}/content")
  @ApiResponse(
      responseCode = "200",
      description = "a note, an identity or a case file as JSON, or a recording in its own type",
      content =
          @Content(mediaType = MediaType.ALL, schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "206",
      description = "a part of a recording",
      content =
          @Content(mediaType = MediaType.ALL, schema = @Schema(type = "string", format = "binary")))
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = WorkerId.NOT_A_WORKER,
      when = WorkerId.WHEN_NOT_A_WORKER)
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such access, or it is another worker's.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = ContentDesk.FACTS_CHANGED,
      when = ContentDesk.ASK_AGAIN)
  @Refuses(
      status = HttpStatus.GONE,
      code = ContentDesk.GRANT_ENDED,
      when = "The access was used or has ended: ask again with POST /v1/accesses.")
  @Refuses(
      status = HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
      code = RANGE,
      when = "Nothing of the wanted part exists.")
  @Refuses(
      status = HttpStatus.SERVICE_UNAVAILABLE,
      code = CaseNotesUnavailableHandler.RECORDS_AWAY,
      when = CaseNotesUnavailableHandler.NOTHING_OPENED)
  @Produces(MediaType.ALL)
  @Secured(SecurityRule.IS_AUTHENTICATED)
  HttpResponse<?> contentOfAccess(
      String accessId,
      @Nullable @Header(HttpHeaders.RANGE) @Example("bytes=0-1048575") String range,
      Authentication authentication) {
    WorkerId caller = WorkerId.ofSubject(Callers.of(authentication).subject());
    OpenedAccess access = desk.opened(AccessId.parse(accessId), caller);
    return access.rangeable() ? media(access, range) : once(access);
  }

  private HttpResponse<?> once(OpenedAccess access) {
    var answer = caseNotes.content(access.grantId());
    requireServed(access, answer.statusCode());
    return unkept(HttpResponse.ok(answer.body()).contentType(MediaType.APPLICATION_JSON_TYPE));
  }

  private HttpResponse<?> media(OpenedAccess access, @Nullable String range) {
    var answer = caseNotes.media(access.grantId(), range);
    int status = answer.statusCode();
    try {
      if (status == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.getCode()) {
        answer.body().close();
        MutableHttpResponse<?> unsatisfiable =
            Problem.of(
                    HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                    RANGE,
                    "Range: none of it exists (expected: within the recording)")
                .response();
        copyHeaders(answer.headers(), unsatisfiable, List.of(HttpHeaders.CONTENT_RANGE));
        return unkept(unsatisfiable);
      }
      if (status != HttpStatus.OK.getCode() && status != HttpStatus.PARTIAL_CONTENT.getCode()) {
        answer.body().close();
      }
      requireServed(access, status);
      return unkept(stream(access, answer));
    } catch (IOException failure) {
      throw new CaseNotesUnavailableException("media that broke off", failure);
    }
  }

  private MutableHttpResponse<?> stream(
      OpenedAccess access, java.net.http.HttpResponse<InputStream> answer) throws IOException {
    OptionalLong length = lengthOf(answer.headers());
    long counted = length.orElse(0);
    try {
      viewings.rangeLeaves(access.accessId(), counted);
    } catch (RuntimeException uncounted) {
      answer.body().close();
      throw uncounted;
    }
    var body =
        new CountedBody(
            answer.body(),
            counted,
            difference -> viewings.rangeEnded(access.accessId(), difference));
    MediaType type =
        MediaType.of(
            answer
                .headers()
                .firstValue(HttpHeaders.CONTENT_TYPE)
                .orElse("application/octet-stream"));
    // As a file and not as a bare stream: only so does the length reach the player.
    StreamedFile file =
        length.isPresent()
            ? new StreamedFile(body, type, NEVER_MODIFIED, length.getAsLong())
            : new StreamedFile(body, type);
    MutableHttpResponse<StreamedFile> response =
        HttpResponse.<StreamedFile>status(HttpStatus.valueOf(answer.statusCode())).body(file);
    copyHeaders(answer.headers(), response, MEDIA_HEADERS);
    return response;
  }

  /** As announced; of a part also from its place in the whole, where it comes in chunks. */
  private static OptionalLong lengthOf(java.net.http.HttpHeaders headers) {
    OptionalLong announced = headers.firstValueAsLong(HttpHeaders.CONTENT_LENGTH);
    if (announced.isPresent()) {
      return announced;
    }
    Matcher part = CONTENT_RANGE.matcher(headers.firstValue(HttpHeaders.CONTENT_RANGE).orElse(""));
    return part.matches()
        ? OptionalLong.of(
            Long.parseLong(part.group("last")) - Long.parseLong(part.group("first")) + 1)
        : OptionalLong.empty();
  }

  /** Anything but content is an end: told apart only as far as the worker can act on it. */
  private void requireServed(OpenedAccess access, int status) {
    switch (status) {
      case 200, 206 -> {}
      case 409 -> throw desk.changedMeanwhile(access);
      case 404, 410 -> throw ContentDesk.gone();
      default -> throw new CaseNotesUnavailableException("status " + status + " to a grant");
    }
  }

  private static void copyHeaders(
      java.net.http.HttpHeaders from, MutableHttpResponse<?> to, List<String> names) {
    for (String name : names) {
      from.firstValue(name).ifPresent(value -> to.header(name, value));
    }
  }

  /** Content is shown, never kept: not by a cache, and not guessed at by a browser. */
  private static HttpResponse<?> unkept(MutableHttpResponse<?> response) {
    return response
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Referrer-Policy", "no-referrer");
  }
}

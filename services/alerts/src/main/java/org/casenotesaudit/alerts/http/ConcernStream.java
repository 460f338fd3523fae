package org.casenotesaudit.alerts.http;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.review.LiveConcerns;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.casenotesaudit.serviceframe.security.TokenEnd;
import org.reactivestreams.Publisher;

/** New concerns as they open, as server-sent events: one summary each, and a heartbeat. */
@Controller("/v1/concerns/stream")
@Secured({Roles.COMPLIANCE_OFFICER, Roles.PRIVACY_LEAD})
class ConcernStream {

  private final LiveConcerns live;
  private final InstantSource clock;

  ConcernStream(LiveConcerns live, InstantSource clock) {
    this.live = live;
    this.clock = clock;
  }

  /**
   * Tells of new concerns as they open. Event {@code concern}: a summary as in the list, its id
   * being the number to resume from; event {@code heartbeat} at once and every 15 seconds. Ends
   * with the token.
   *
   * @param lastEventId the number to resume from, as a browser sends it by itself
   * @param after the same, for others; the header wins
   */
  @Get
  @ApiResponse(
      responseCode = "200",
      description = "server-sent events until the caller goes or their token ends",
      content =
          @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(type = "string")))
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<?>> streamConcerns(
      Authentication who,
      @Header("Last-Event-ID") Optional<Long> lastEventId,
      @QueryValue Optional<Long> after) {
    Instant end = TokenEnd.of(who);
    var listener =
        new LiveConcerns.Listener(
            new WorkerId(Callers.of(who).subject()), () -> clock.instant().isBefore(end));
    return live.withHeartbeats(
        live.shownAfter(listener, lastEventId.or(() -> after).orElse(0L))
            .<Event<?>>map(
                concern ->
                    Event.of(ConcernJson.summary(concern))
                        .id(Long.toString(concern.openedNumber()))
                        .name("concern")),
        Event.of("").name("heartbeat"));
  }
}

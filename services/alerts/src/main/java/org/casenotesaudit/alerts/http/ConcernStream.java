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
import java.util.Optional;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.review.LiveConcerns;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** New concerns as they open, as server-sent events: one summary each, and a heartbeat. */
@Controller("/v1/concerns/stream")
@Secured({Roles.COMPLIANCE_OFFICER, Roles.PRIVACY_LEAD})
class ConcernStream {

  private final LiveConcerns live;

  ConcernStream(LiveConcerns live) {
    this.live = live;
  }

  /**
   * Tells of new concerns as they open. Event {@code concern}: a summary as in the list, its id
   * being the number to resume from; event {@code heartbeat} every 15 seconds.
   *
   * @param lastEventId the number to resume from, as a browser sends it by itself
   * @param after the same, for others; the header wins
   */
  @Get
  @ApiResponse(
      responseCode = "200",
      description = "server-sent events until the caller goes",
      content =
          @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(type = "string")))
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<?>> streamConcerns(
      Authentication who,
      @Header("Last-Event-ID") Optional<Long> lastEventId,
      @QueryValue Optional<Long> after) {
    WorkerId viewer = new WorkerId(Callers.of(who).subject());
    return Flux.merge(
        live.shownAfter(viewer, lastEventId.or(() -> after).orElse(0L))
            .map(
                concern ->
                    Event.of(ConcernJson.summary(concern))
                        .id(Long.toString(concern.openedNumber()))
                        .name("concern")),
        live.heartbeats().map(beat -> Event.of("").name("heartbeat")));
  }
}

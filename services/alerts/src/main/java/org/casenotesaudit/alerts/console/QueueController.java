package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.http.FilterText;
import org.casenotesaudit.alerts.review.LiveConcerns;
import org.casenotesaudit.alerts.review.QueueDesk;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.serviceframe.security.Roles;
import org.reactivestreams.Publisher;

/** The queue, and the stream that tells it of new concerns. */
@Hidden
@Controller
@Secured({Roles.COMPLIANCE_OFFICER, Roles.PRIVACY_LEAD})
class QueueController {

  private static final int PAGE = 25;

  private final QueueDesk desk;
  private final LiveConcerns live;
  private final Sessions sessions;
  private final Pages pages;

  QueueController(QueueDesk desk, LiveConcerns live, Sessions sessions, Pages pages) {
    this.desk = desk;
    this.live = live;
    this.sessions = sessions;
    this.pages = pages;
  }

  @Get("/")
  @Produces(MediaType.TEXT_HTML)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> queue(
      Authentication who,
      @QueryValue Optional<String> status,
      @QueryValue Optional<String> severity,
      @QueryValue Optional<String> rule,
      @QueryValue Optional<String> assignee,
      @QueryValue Optional<String> sort,
      @QueryValue Optional<String> cursor) {
    WorkerId viewer = new WorkerId(who.getName());
    var asked = new AskedQueue(status, severity, rule, assignee, sort, cursor);
    QueueFilter filter = asked.filter(viewer);
    return pages.page(
        "queue",
        QueuePages.of(
            Frame.forPerson("Concerns", who),
            viewer,
            asked,
            filter,
            desk.page(viewer, filter, PAGE, FilterText.cursor(cursor))));
  }

  /**
   * Only that something opened, and its number: the page says how many, a reload shows which. Ends
   * with the session: signed out in one window is signed out in all.
   */
  @Get("/live")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<?>> live(
      HttpRequest<?> request,
      Authentication who,
      @Header("Last-Event-ID") Optional<Long> lastEventId,
      @QueryValue Optional<Long> after) {
    Optional<String> session = SessionCookie.valueIn(request, SessionCookie.NAME);
    var listener =
        new LiveConcerns.Listener(
            new WorkerId(who.getName()), () -> session.flatMap(sessions::find).isPresent());
    return live.withHeartbeats(
        live.openedAfter(listener, lastEventId.or(() -> after).orElse(Long.MAX_VALUE))
            .<Event<?>>map(
                concern ->
                    Event.of("opened").id(Long.toString(concern.openedNumber())).name("concern")),
        Event.of("").name("heartbeat"));
  }
}

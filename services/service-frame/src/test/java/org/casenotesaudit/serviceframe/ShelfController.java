package org.casenotesaudit.serviceframe;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.outbox.Outbox;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;

/** Puts things on shelves, each time another one, so that a test sees how often it was done. */
@Controller("/shelves/{shelf}")
@Secured(Roles.PRACTITIONER)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(property = "spec.name", value = RunningFrame.NAME)
public final class ShelfController {

  /** The thing whose making lasts until the test lets it go on. */
  public static final String SLOW = "slow";

  /** The thing that cannot be made. */
  public static final String IMPOSSIBLE = "impossible";

  /** The thing that nobody may make, as the route finds out. */
  public static final String FORBIDDEN = "forbidden";

  /** The thing that nobody may make, which the route has put on record itself. */
  public static final String FORBIDDEN_ON_RECORD = "forbidden-on-record";

  /** The thing of which more would go on record than an event may hold. */
  public static final String TOO_LARGE = "too-large";

  public final CountDownLatch slowBegan = new CountDownLatch(1);
  public final CountDownLatch slowMayEnd = new CountDownLatch(1);
  private final AtomicInteger made = new AtomicInteger();
  private final Idempotency idempotency;
  private final EventOutbox outbox;

  ShelfController(Idempotency idempotency, EventOutbox outbox) {
    this.idempotency = idempotency;
    this.outbox = outbox;
  }

  @Serdeable
  record Thing(String name) {}

  @Serdeable
  record Made(int number) {}

  @Post
  HttpResponse<Made> make(
      HttpRequest<?> request, Authentication who, String shelf, @Body Thing thing) {
    return once(request, who, thing);
  }

  @Put
  HttpResponse<Made> replace(
      HttpRequest<?> request, Authentication who, String shelf, @Body Thing thing) {
    return once(request, who, thing);
  }

  private HttpResponse<Made> once(HttpRequest<?> request, Authentication who, Thing thing) {
    return idempotency.once(
        request, Callers.of(who), thing, Made.class, () -> HttpResponse.created(made(thing)));
  }

  private Made made(Thing thing) {
    if (thing.name().equals(IMPOSSIBLE)) {
      throw ProblemException.invalidField("name", "impossible", "something that can be made");
    }
    if (thing.name().equals(FORBIDDEN)) {
      throw new ProblemException(HttpStatus.FORBIDDEN, "own-shelf", "The shelf is your own.");
    }
    if (thing.name().equals(FORBIDDEN_ON_RECORD)) {
      throw ProblemException.refusedOnRecord("shelf-refused", "The shelf is not for you.");
    }
    if (thing.name().equals(TOO_LARGE)) {
      recordTold("short");
      recordTold("long".repeat(Outbox.MAX_EVENT_BYTES));
    }
    if (thing.name().equals(SLOW)) {
      slowBegan.countDown();
      try {
        slowMayEnd.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    return new Made(made.incrementAndGet());
  }

  private void recordTold(String route) {
    outbox.publish(
        Topics.refusalsOf("access"),
        RequestRefused.newBuilder()
            .setEnvelope(outbox.envelope(RunningFrame.MARIA, null))
            .setReason(RequestRefusalReason.SCOPE_WRONG)
            .setMethod("POST")
            .setRoute(route)
            .setCount(1)
            .build());
  }
}

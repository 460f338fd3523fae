package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Deeds.Deed;
import org.casenotesaudit.journeys.Deeds.Kind;

/**
 * People who go on working while processes die, and what they take for honest: what was done or
 * refused as it should be, 503, or no answer at all.
 */
final class People {

  private final Agency agency;
  private final Deeds deeds;
  private final ObjectMapper json = new ObjectMapper();
  private final List<Thread> atWork = new ArrayList<>();
  private final AtomicReference<Throwable> broken = new AtomicReference<>();
  private volatile boolean working = true;

  People(Agency agency, Deeds deeds) {
    this.agency = agency;
    this.deeds = deeds;
  }

  /** One turn of somebody's work. */
  @FunctionalInterface
  interface Turn {
    void take(int number) throws IOException, InterruptedException;
  }

  void begin(Duration pause, Turn turn) {
    atWork.add(
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, failure) -> broken.compareAndSet(null, failure))
            .start(
                () -> {
                  for (int number = 0; working; number++) {
                    try {
                      turn.take(number);
                    } catch (IOException unreachable) {
                      deeds.failed();
                    } catch (InterruptedException stopped) {
                      return;
                    }
                    LockSupport.parkNanos(pause.toNanos());
                  }
                }));
  }

  /** Lets everybody finish; fails if anybody met an answer that is not honest. */
  void end() throws InterruptedException {
    working = false;
    for (Thread person : atWork) {
      person.join();
    }
    requireHonestAnswers();
  }

  void requireHonestAnswers() {
    assertThat(broken.get()).as("what people met beside 503").isNull();
  }

  /** Posts JSON that should lead to an event of that kind. */
  Optional<JsonNode> attempt(Kind kind, String person, String url, Map<String, ?> body)
      throws IOException, InterruptedException {
    return attempt(kind, person, "POST", url, body);
  }

  Optional<JsonNode> attempt(
      Kind kind, String person, String method, String url, Map<String, ?> body)
      throws IOException, InterruptedException {
    try {
      HttpResponse<String> answer = agency.send(person, method, url, body);
      return succeeded(kind, answer.statusCode(), answer.body())
          ? Optional.of(json.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException died) {
      // The connection may have died after the commit: not acknowledged, and not impossible.
      deeds.leaveOpen(kind);
      return Optional.empty();
    }
  }

  /** Posts what is answered with the id of what was done: the deed is known by it. */
  Optional<String> did(Kind kind, String person, String url, Map<String, ?> body, String id)
      throws IOException, InterruptedException {
    Optional<String> done = attempt(kind, person, url, body).map(answer -> answer.get(id).asText());
    done.ifPresent(found -> deeds.acknowledge(kind, Map.of(id, found)));
    return done;
  }

  /** Sends what must be refused with that status, and the refusal be on record as that deed. */
  boolean isRefused(
      int status, Deed onRecord, String person, String method, String url, Map<String, ?> body)
      throws InterruptedException {
    try {
      HttpResponse<String> answer = agency.send(person, method, url, body);
      if (answer.statusCode() == status) {
        deeds.acknowledge(onRecord);
        return true;
      }
      assertThat(answer.statusCode())
          .as("%s, refused with %d: %s", onRecord, status, answer.body())
          .isEqualTo(503);
    } catch (IOException died) {
      // As above: nobody was told, and it may be on record.
    }
    deeds.leaveOpen(onRecord.kind());
    return false;
  }

  boolean succeeded(Kind kind, int status, String body) {
    if (status / 100 == 2) {
      return true;
    }
    assertThat(status).as("%s: %s", kind.eventType(), body).isEqualTo(503);
    deeds.leaveOpen(kind);
    return false;
  }
}

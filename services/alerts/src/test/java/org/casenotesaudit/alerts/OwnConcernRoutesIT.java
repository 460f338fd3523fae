package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.ReviewerAtWork.Asked;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route that takes a concern, lists concerns or counts them, as everybody who stands too
 * close to one: none of them ever meets it.
 */
class OwnConcernRoutesIT {

  private static final RunningAlerts ALERTS = RunningAlerts.shared();
  private static final String WORKER = StreamEvents.id();
  private static final String CLIENT = StreamEvents.id();

  /**
   * A route that answers for many concerns, or for one.
   *
   * @param name as the router says it
   * @param expected what a stranger's request is answered with
   */
  private record Route(String name, int expected, BiFunction<ReviewerAtWork, Asked, Answer> ask) {
    boolean isOfMany() {
      return !name.contains("{");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private record Answer(int status, String body) {
    static Answer of(RunningAlerts.Answer answer) {
      return new Answer(answer.status(), answer.body());
    }
  }

  /** In an order in which a stranger can go through all of them. */
  private static final List<Route> ROUTES =
      List.of(
          rest("GET /v1/concerns", 200, (who, asked) -> who.get("?limit=200&sort=newest")),
          new Route(
              "GET /v1/concerns/stream",
              200,
              (who, asked) -> new Answer(200, who.streamed("/v1/concerns/stream", asked))),
          page("GET /", 200, (who, asked) -> who.page("/?sort=newest")),
          new Route(
              "GET /live", 200, (who, asked) -> new Answer(200, who.streamed("/live", asked))),
          rest("GET /v1/concerns/{id}", 200, (who, asked) -> who.get("/" + asked.concern())),
          page("GET /concerns/{id}", 200, (who, asked) -> who.page("/concerns/" + asked.concern())),
          page(
              "GET /concerns/{id}/proof/{id}",
              200,
              (who, asked) ->
                  who.page("/concerns/" + asked.concern() + "/proof/" + asked.alertEvent())),
          step("assign", 200, who -> Map.of("assigneeId", who.worker())),
          step("comments", 201, who -> Map.of("text", "Words.")),
          step("name", 200, who -> null),
          step("break-glass-reasons", 200, who -> null),
          step("resolve", 200, who -> Map.of("resolution", "REASON_CONFIRMED")),
          step("reopen", 200, who -> Map.of("text", "Words.")),
          form("assign", 303, "to=me"),
          form("comments", 303, "comment=Words."),
          form("name", 200, ""),
          form("break-glass-reasons", 200, ""),
          form("resolve", 303, "resolution=REASON_CONFIRMED"),
          form("reopen", 303, "text=Words."));

  /** What is about no concern. */
  private static final Set<String> OF_NO_CONCERN =
      Set.of(
          "GET /sign-in",
          "GET /sign-in/start",
          "GET /sign-in/callback",
          "GET /signed-out",
          "POST /sign-out");

  private static final Map<String, ReviewerAtWork> TOO_CLOSE = new LinkedHashMap<>();
  private static final Map<String, ReviewerAtWork> FAR_ENOUGH = new LinkedHashMap<>();
  private static final ReviewerAtWork UNMAPPED = new ReviewerAtWork(ALERTS, StreamEvents.id());

  /** The concern that is too close to some, and a later one about other people. */
  private static Asked concern;

  @BeforeAll
  static void theSceneIsSet() {
    people();
    String alertEvent = raise(WORKER, CLIENT);
    String id = ALERTS.concernAbout(CLIENT).path("concernId").asText();
    String after = StreamEvents.id();
    raise(StreamEvents.id(), after);
    String decoy = ALERTS.concernAbout(after).path("concernId").asText();
    concern = Asked.of(ALERTS, id, alertEvent, decoy);
    // Each is known here, with the relation that keeps them away: seeing nothing for another reason
    // would prove nothing.
    TOO_CLOSE.forEach(
        (who, person) ->
            RunningAlerts.await(
                who + " is mapped and kept away",
                () -> List.of(person.get("/" + decoy).status(), person.get("/" + id).status()),
                List.of(200, 404)::equals));
    FAR_ENOUGH.forEach(
        (who, person) ->
            RunningAlerts.await(
                who + " is mapped",
                () -> person.get("/" + decoy).status(),
                status -> status == 200));
  }

  private static void people() {
    String team = StreamEvents.id();
    String boss = StreamEvents.id();
    String bossOfBoss = StreamEvents.id();
    Instant lastMonth = Instant.now().minus(Duration.ofDays(30));
    Instant longAgo = Instant.now().minus(Duration.ofDays(366));
    StreamEvents stream = ALERTS.stream;

    stream.workerFile(WORKER, 1, List.of(team), List.of(boss));
    close("the worker", WORKER);
    stream.workerFile(boss, 1, List.of(), List.of(bossOfBoss));
    close("the boss", boss);
    close("the boss of the boss", mapped(bossOfBoss));
    stream.workerFile(
        close("a colleague of the team", StreamEvents.id()), 1, List.of(team), List.of());
    stream.workerFile(
        close("whom the worker supervises", StreamEvents.id()), 1, List.of(), List.of(WORKER));
    // Before all others about the client: once they are kept away, this one was read, too.
    stream.declare(
        far("who declared an access by mistake", mapped()),
        CLIENT,
        DeclarationKind.ACCESS_BY_MISTAKE);
    stream.declare(
        close("who declared that they know the client", mapped()),
        CLIENT,
        DeclarationKind.DUAL_RELATIONSHIP);
    stream.declare(
        close("who declared a gift of the client", mapped()), CLIENT, DeclarationKind.GIFT);
    stream.declare(close("who declared something else", mapped()), CLIENT, DeclarationKind.OTHER);
    stream.allocate(close("who is allocated to the client", mapped()), CLIENT);
    stream.conflict(close("who has a conflict with the client", mapped()), CLIENT);
    stream.conflictCleared(
        stream.conflict(close("who had one until last month", mapped()), CLIENT),
        CLIENT,
        lastMonth);
    stream.declareRelation(WORKER, close("whom the worker declared", mapped()));
    stream.declareRelation(close("who declared the worker", mapped()), WORKER);
    String formerFriend = close("whom the worker stood close to until last month", mapped());
    stream.endRelation(
        stream.declareRelation(WORKER, formerFriend), WORKER, formerFriend, lastMonth);
    String heardOfTheEndOnly = close("of whose relation the end was read first", mapped());
    stream.endRelation(StreamEvents.id(), heardOfTheEndOnly, WORKER, lastMonth);

    far("a stranger", mapped());
    String friendLongAgo = far("a friend of long ago", mapped());
    stream.endRelation(
        stream.declareRelation(friendLongAgo, WORKER), friendLongAgo, WORKER, longAgo);
    stream.conflictCleared(
        stream.conflict(far("who had a conflict long ago", mapped()), CLIENT), CLIENT, longAgo);
    stream.declareRelation(far("a friend of somebody else", mapped()), StreamEvents.id());
  }

  static Stream<String> tooClose() {
    return TOO_CLOSE.keySet().stream();
  }

  static Stream<String> farEnough() {
    return FAR_ENOUGH.keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooClose")
  void nobodyTooCloseMeetsTheConcernOnAnyRoute(String who) {
    ReviewerAtWork person = TOO_CLOSE.get(who);

    for (Route route : ROUTES) {
      Answer answer = route.ask().apply(person, concern);
      if (route.isOfMany()) {
        assertThat(answer.status()).as(route.name()).isEqualTo(200);
        assertThat(concern.isIn(answer.body())).as(route.name()).isFalse();
        assertThat(concern.decoyIsIn(answer.body())).as(route + " shows others").isTrue();
      } else {
        Asked nothing = concern.ofNoConcern();
        assertThat(answer.status()).as(route.name()).isEqualTo(404);
        assertThat(answer)
            .as(route + " answers as for a concern that is not")
            .isEqualTo(route.ask().apply(person, nothing));
      }
    }
    assertThatNothingHappenedBy(person);
  }

  @Test
  void whomTheDirectoryDoesNotKnowMeetsNoConcernAtAll() {
    for (Route route : ROUTES) {
      Answer answer = route.ask().apply(UNMAPPED, concern);
      if (route.isOfMany()) {
        assertThat(concern.isIn(answer.body())).as(route.name()).isFalse();
        assertThat(concern.decoyIsIn(answer.body())).as(route.name()).isFalse();
      } else {
        assertThat(answer.status()).as(route.name()).isEqualTo(404);
      }
    }
    assertThat(UNMAPPED.get("").json().path("matching").asInt()).isZero();
    assertThatNothingHappenedBy(UNMAPPED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("farEnough")
  void aReviewerWhoIsFarEnoughMeetsItOnEveryRoute(String who) {
    ReviewerAtWork person = FAR_ENOUGH.get(who);

    for (Route route : ROUTES) {
      Answer answer = route.ask().apply(person, concern);
      assertThat(answer.status()).as(route + ": " + answer.body()).isEqualTo(route.expected());
      if (route.isOfMany()) {
        assertThat(concern.isIn(answer.body())).as(route.name()).isTrue();
      }
    }
  }

  @Test
  void aConcernIsCountedOnlyForThoseWhoMayMeetIt() {
    ReviewerAtWork stranger = FAR_ENOUGH.get("a stranger");
    stranger.post("/" + concern.concern() + "/assign", Map.of("assigneeId", stranger.worker()));
    String assigned = "?assignee=" + stranger.worker();

    assertThat(stranger.get(assigned).json().path("matching").asInt()).isEqualTo(1);
    TOO_CLOSE.forEach(
        (who, person) -> {
          assertThat(person.get(assigned).json().path("matching").asInt()).as(who).isZero();
          assertThat(person.page("/" + assigned).body()).as(who).contains("id=\"empty-filter\"");
        });
  }

  @Test
  void theTableNamesEveryRoute() {
    Router router = ALERTS.server.getApplicationContext().getBean(Router.class);
    Set<String> there =
        router
            .uriRoutes()
            .filter(
                route -> route.getDeclaringType().getName().startsWith("org.casenotesaudit.alerts"))
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .map(
                route ->
                    route.getHttpMethod()
                        + " "
                        + route
                            .getUriMatchTemplate()
                            .toString()
                            .replaceAll("\\{[?&][^}]*}", "")
                            .replaceAll("\\{\\w+}", "{id}"))
            .filter(route -> !route.startsWith("GET /assets/") && !OF_NO_CONCERN.contains(route))
            .collect(Collectors.toSet());

    assertThat(there).isEqualTo(ROUTES.stream().map(Route::name).collect(Collectors.toSet()));
  }

  private static void assertThatNothingHappenedBy(ReviewerAtWork person) {
    var opened = FAR_ENOUGH.get("a friend of somebody else").get("/" + concern.concern()).json();
    assertThat(opened.path("timeline").toString()).doesNotContain(person.worker());
    assertThat(opened.path("comments").toString()).doesNotContain(person.worker());
    assertThat(ALERTS.neighbours.disclosures).noneMatch(asked -> asked.contains(person.worker()));
    assertThat(ALERTS.neighbours.reasonsAsked).noneMatch(asked -> asked.contains(person.worker()));
    assertThat(ALERTS.neighbours.entriesAsked).noneMatch(asked -> asked.contains(person.worker()));
  }

  private static String close(String who, String worker) {
    TOO_CLOSE.put(who, new ReviewerAtWork(ALERTS, worker));
    return worker;
  }

  private static String far(String who, String worker) {
    FAR_ENOUGH.put(who, new ReviewerAtWork(ALERTS, worker));
    return worker;
  }

  private static String mapped() {
    return mapped(StreamEvents.id());
  }

  private static String mapped(String worker) {
    ALERTS.stream.workerFile(worker, 1, List.of(), List.of());
    return worker;
  }

  private static String raise(String worker, String client) {
    return ALERTS
        .stream
        .raise(Flagged.by(worker, client), "break-glass-review", Severity.HIGH, 700, 1)
        .getEnvelope()
        .getEventId();
  }

  private static Route rest(
      String name, int expected, BiFunction<ReviewerAtWork, Asked, RunningAlerts.Answer> ask) {
    return new Route(name, expected, ask.andThen(Answer::of));
  }

  private static Route page(
      String name, int expected, BiFunction<ReviewerAtWork, Asked, RunningAlerts.Answer> ask) {
    return new Route(name, expected, ask.andThen(Answer::of));
  }

  private static Route step(
      String step, int expected, java.util.function.Function<ReviewerAtWork, Object> body) {
    return rest(
        "POST /v1/concerns/{id}/" + step,
        expected,
        (who, asked) -> who.post("/" + asked.concern() + "/" + step, body.apply(who)));
  }

  private static Route form(String step, int expected, String fields) {
    return page(
        "POST /concerns/{id}/" + step,
        expected,
        (who, asked) -> who.form("/concerns/" + asked.concern() + "/" + step, fields));
  }
}

package org.casenotesaudit.confidentiality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.JudgementsRead;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RecordQuarantined;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Eventually;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.Registry;
import org.casenotesaudit.testkit.TopicReader;
import org.casenotesaudit.testkit.description.DescribedRoutes;
import org.casenotesaudit.testkit.description.ServedDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The app on a real broker, registry and issuer. */
class ApplicationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Postgres.Database database;
  private static Map<String, Object> settings;
  private static EmbeddedServer app;
  private static Publisher publisher;

  private final String client = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    database = Postgres.running().newDatabase("confidentiality");
    settings = MicronautSettings.of("confidentiality", database);
    settings.put("KAFKA_BOOTSTRAP_SERVERS", Broker.running().wiredBootstrapServers());
    app = ApplicationContext.run(EmbeddedServer.class, settings);
    waitUntilReady();
    publisher = new Publisher(Broker.running().bootstrapServers(), Registry.running().url());
  }

  @AfterAll
  static void stop() {
    publisher.close();
    app.close();
  }

  private String unique(String name) {
    return name + "-" + client;
  }

  private void caseClosedLongAgo() {
    publisher.publish(
        named(unique("registered")).of(client).clientRegistered(),
        named(unique("opened")).of(client).caseOpened(NORTH, 0),
        named(unique("closed")).of(client).caseClosed(10));
  }

  private <E extends SpecificRecord> E next(TopicReader reader, Class<E> type, Predicate<E> which) {
    return reader.next(type, which, 1, PATIENCE).getFirst();
  }

  private static HttpResponse<String> get(String path, String... roles) {
    return get(app, path, roles);
  }

  private static HttpResponse<String> get(EmbeddedServer from, String path, String... roles) {
    return getWith(
        from,
        roles.length == 0
            ? Optional.empty()
            : Optional.of(Issuer.running().token(MARIA, List.of("confidentiality"), roles)),
        path);
  }

  private static HttpResponse<String> getWith(Optional<String> token, String path) {
    return getWith(app, token, path);
  }

  private static HttpResponse<String> getWith(
      EmbeddedServer from, Optional<String> token, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(from.getURI().resolve(path));
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(URI.create(path) + " not answered", e);
    }
  }

  @Test
  void theDescriptionOfTheApiIsOpenToAllAndTellsOfEveryRoute() {
    ServedDescription description = ServedDescription.of(app.getURI());

    description.assertComplete();
    DescribedRoutes.assertTold(
        app.getApplicationContext(), "org.casenotesaudit.confidentiality", description);
  }

  @Test
  void anAccessAfterTheEndingBecomesAJudgementAnAlertAndAnAnswerOverHttp() {
    try (var judgements = TopicReader.fromNow(Topics.JUDGEMENTS);
        var alerts = TopicReader.fromNow(Topics.ALERTS)) {
      caseClosedLongAgo();
      publisher.publish(named(unique("a")).of(client).by(COLIN).opened(RecordKind.CASE_NOTE, 224));

      JudgementMade made =
          next(
              judgements,
              JudgementMade.class,
              it -> it.getAccessId().equals(id("access-" + unique("a"))) && isFlagged(it));
      AlertRaised alert =
          next(
              alerts,
              AlertRaised.class,
              it -> it.getAccessId().equals(id("access-" + unique("a"))));
      assertThat(alert.getConcernId()).isEqualTo("after-ending");
      assertThat(alert.getEnvelope().getClientId()).isEqualTo(client);

      HttpResponse<String> answer = get("/v1/clients/" + client + "/judgements", "auditor");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains(made.getEnvelope().getEventId(), "case-closed-days=214", "\"FLAGGED\"");
      HttpResponse<String> one =
          get("/v1/clients/" + client + "/judgements/" + made.getAccessId(), "service-alerts");
      assertThat(one.statusCode()).isEqualTo(200);
    }
  }

  private static boolean isFlagged(JudgementMade made) {
    return made.getAsKnown().getVerdict() == Verdict.FLAGGED;
  }

  @Test
  void aRestartKeepsClientFilesAndSaysNothingTwice() {
    try (var judgements = TopicReader.fromNow(Topics.JUDGEMENTS)) {
      caseClosedLongAgo();
      var access = named(unique("a")).of(client).by(COLIN).opened(RecordKind.CASE_NOTE, 224);
      publisher.publish(access);
      String accessId = id("access-" + unique("a"));
      next(
          judgements,
          JudgementMade.class,
          it -> it.getAccessId().equals(accessId) && isFlagged(it));

      app.close();
      app = ApplicationContext.run(EmbeddedServer.class, settings);
      waitUntilReady();
      publisher.publish(access, named(unique("closed")).of(client).caseClosed(10));
      publisher.publish(named(unique("reopened")).of(client).caseReopened(200));

      List<JudgementMade> after =
          judgements.next(
              JudgementMade.class, it -> it.getAccessId().equals(accessId), 1, PATIENCE);
      assertThat(after)
          .singleElement()
          .satisfies(
              made -> {
                assertThat(made.getTriggeredByEventId()).isEqualTo(id(unique("reopened")));
                assertThat(made.getRevision()).isGreaterThan(1);
              });
    }
  }

  @Test
  void anUndecodableRecordGoesToQuarantineIsCountedAndTheStreamGoesOn() {
    double before = quarantined();
    try (var quarantine = TopicReader.fromNow(Topics.quarantineOf("confidentiality"));
        var judgements = TopicReader.fromNow(Topics.JUDGEMENTS)) {
      publisher.raw(Topics.ACCESS_OBSERVED.name(), client, new byte[] {7, 7, 7});
      publisher.publish(named(unique("a")).of(client).by(COLIN).opened(RecordKind.CASE_NOTE, 5));

      RecordQuarantined aside = next(quarantine, RecordQuarantined.class, it -> true);
      assertThat(aside.getCode()).isEqualTo(QuarantineCode.BAD_FRAMING);
      next(
          judgements,
          JudgementMade.class,
          it -> it.getAccessId().equals(id("access-" + unique("a"))));
      assertThat(quarantined()).isEqualTo(before + 1);
    }
  }

  private static double quarantined() {
    return app.getApplicationContext()
        .getBean(MeterRegistry.class)
        .get("audit.confidentiality.events")
        .tag("kind", "quarantined")
        .counter()
        .count();
  }

  @Test
  void whileKafkaIsAwayNothingIsLostAndAfterwardsEverythingIsJudgedOnce() {
    try (var judgements = TopicReader.fromNow(Topics.JUDGEMENTS)) {
      caseClosedLongAgo();
      try {
        Broker.running().wire().cut();
        publisher.publish(
            named(unique("a")).of(client).by(COLIN).opened(RecordKind.CASE_NOTE, 224));
      } finally {
        Broker.running().wire().mend();
      }
      publisher.publish(named(unique("b")).of(client).by(COLIN).opened(RecordKind.CASE_NOTE, 225));

      // Same client, same partition: what was said twice would stand before the last.
      List<JudgementMade> made =
          judgements
              .upTo(
                  read -> client.equals(read.envelope().getClientId()),
                  read ->
                      read.event() instanceof JudgementMade it
                          && it.getAccessId().equals(id("access-" + unique("b"))),
                  PATIENCE)
              .stream()
              .map(read -> (JudgementMade) read.event())
              .toList();
      assertThat(made)
          .extracting(JudgementMade::getAccessId)
          .contains(id("access-" + unique("a")), id("access-" + unique("b")));
      assertThat(made)
          .extracting(it -> it.getAccessId() + " " + it.getRevision())
          .doesNotHaveDuplicates();
      waitUntilReady();
    }
  }

  @Test
  void aTokenWithAnyOneFaultOpensNothing() {
    Issuer.running()
        .badTokens(MARIA, "confidentiality", "auditor")
        .forEach(
            (fault, token) -> {
              HttpResponse<String> answer = getWith(token, "/v1/clients/" + client + "/judgements");
              assertThat(answer.statusCode()).as(fault).isEqualTo(401);
              assertThat(answer.headers().firstValue("content-type").orElse(""))
                  .startsWith("application/problem+json");
            });
  }

  @Test
  void onlyReviewersMayAsk() {
    String path = "/v1/clients/" + client + "/judgements";

    assertThat(get(path).statusCode()).isEqualTo(401);
    assertThat(get(path, "practitioner").statusCode()).isEqualTo(403);
    assertThat(get(path, "compliance-officer").statusCode()).isEqualTo(403);
    assertThat(get("/v1/clients/not-an-id/judgements", "auditor").statusCode()).isEqualTo(400);
    assertThat(get(path + "/" + UUID.randomUUID(), "auditor").statusCode()).isEqualTo(404);
    assertThat(get(path, "auditor").body()).isEqualTo("{\"judgements\":[]}");
  }

  @Test
  void everyReadOfJudgementsIsOnRecordWhenItsAnswerComesOneThatFindsNothingToo() {
    try (var reads = TopicReader.fromNow(Topics.JUDGEMENT_READS);
        var judgements = TopicReader.fromNow(Topics.JUDGEMENTS)) {
      caseClosedLongAgo();
      publisher.publish(
          named(unique("a")).of(client).by(COLIN).opened(RecordKind.CASE_NOTE, 224),
          named(unique("own")).of(client).by(MARIA).opened(RecordKind.CASE_NOTE, 225));
      String accessId = id("access-" + unique("a"));
      next(
          judgements,
          JudgementMade.class,
          it -> it.getAccessId().equals(id("access-" + unique("own"))));
      String path = "/v1/clients/" + client + "/judgements";

      assertThat(get(path, "auditor").statusCode()).isEqualTo(200);
      assertThat(readsInTheOutbox()).as("committed before the answer").isEqualTo(1);
      assertThat(get(path + "/" + accessId, "auditor").statusCode()).isEqualTo(200);
      String ofNothing = UUID.randomUUID().toString();
      assertThat(get(path + "/" + ofNothing, "auditor").statusCode()).isEqualTo(404);
      assertThat(get(path + "/" + id("access-" + unique("own")), "auditor").statusCode())
          .as("what was judged about the caller")
          .isEqualTo(404);
      assertThat(get(path, "practitioner").statusCode()).isEqualTo(403);
      assertThat(readsInTheOutbox()).isEqualTo(4);

      List<JudgementsRead> read =
          reads.next(
              JudgementsRead.class,
              it -> client.equals(it.getEnvelope().getClientId()),
              4,
              PATIENCE);
      assertThat(read)
          .allSatisfy(it -> assertThat(it.getEnvelope().getActorId()).isEqualTo(MARIA))
          .extracting(JudgementsRead::getAccessId, JudgementsRead::getJudgementCount)
          .containsExactly(
              tuple(null, 1),
              tuple(accessId, 1),
              tuple(ofNothing, 0),
              tuple(id("access-" + unique("own")), 0));
    }
  }

  @Test
  void aReadThatCannotBePutOnRecordIsNotAnsweredUntilTheDatabaseIsBack() {
    var own = Postgres.running().newDatabase("confidentiality");
    try (var wire = CuttableProxy.to(Postgres.running().port())) {
      Map<String, Object> apart = MicronautSettings.overWires("confidentiality", own, wire);
      apart.put("STREAMS_APPLICATION_ID", "confidentiality-apart");
      try (var another = ApplicationContext.run(EmbeddedServer.class, apart)) {
        String path = "/v1/clients/" + client + "/judgements";
        waitUntilReady(another);
        assertThat(get(another, path, "auditor").statusCode()).isEqualTo(200);

        wire.cut();

        HttpResponse<String> answer = get(another, path, "auditor");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("storage-unavailable").doesNotContain("judgements");

        wire.mend();

        Eventually.eventually(
            "an answer",
            PATIENCE,
            () -> get(another, path, "auditor").statusCode(),
            status -> status == 200);
        assertThat(readsInTheOutbox(own)).as("one before, one after").isEqualTo(2);
      }
    }
  }

  private int readsInTheOutbox() {
    return readsInTheOutbox(database);
  }

  private int readsInTheOutbox(Postgres.Database database) {
    try (var connection = database.asMigrate().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from outbox where topic = 'confidentiality.reads.v1'"
                        + " and position(convert_to('"
                        + client
                        + "', 'UTF8') in coalesce(value, payload)) > 0")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError("outbox not read", e);
    }
  }

  @Test
  void aCallerWithoutTheRoleIsOnRecordBeforeTheAnswer() {
    try (TopicReader refusals = TopicReader.fromNow(Topics.refusalsOf("confidentiality"))) {
      assertThat(get("/v1/rule-packs/active", "practitioner").statusCode()).isEqualTo(403);

      RequestRefused refused =
          next(refusals, RequestRefused.class, it -> it.getRoute().equals("/v1/rule-packs/active"));
      assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.ROLE_MISSING);
      assertThat(refused.getEnvelope().getActorId()).isNotNull();
    }
  }

  @Test
  void theActivePackTellsItsRulesAndTheirBasis() {
    HttpResponse<String> pack = get("/v1/rule-packs/active", "compliance-officer");
    HttpResponse<String> status = get("/v1/rule-packs/active/status", "platform");

    assertThat(pack.statusCode()).isEqualTo(200);
    assertThat(pack.body()).contains("\"after-ending\"", "NASW Code 1.16", "\"default\"");
    assertThat(status.statusCode()).isEqualTo(200);
    assertThat(get("/v1/rule-packs/active", "practitioner").statusCode()).isEqualTo(403);
  }

  @Test
  void itIsReadyWhileTheStreamRunsAndCountsWhatItDid() {
    assertThat(get("/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/health/readiness", "platform").body()).contains("RUNNING");
    assertThat(get("/prometheus", "platform").body())
        .contains("audit_confidentiality_events_total");
  }

  /** Until then a question is answered 503: partitions are still moving. */
  private static void waitUntilReady() {
    waitUntilReady(app);
  }

  private static void waitUntilReady(EmbeddedServer started) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (get(started, "/health/readiness").statusCode() != 200) {
      assertThat(System.nanoTime() - end).as("ready in time").isNegative();
      LockSupport.parkNanos(100_000_000);
    }
  }
}

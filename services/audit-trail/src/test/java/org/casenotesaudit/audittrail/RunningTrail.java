package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.VerifierKey;
import org.casenotesaudit.ledger.tile.LogSource;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.casenotesaudit.messaging.outbox.RelayProducers;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Eventually;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.MovableClock;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.Registry;

/** The whole app against a real broker, registry, database and issuer, asked over HTTP. */
final class RunningTrail implements AutoCloseable {

  private static final String AUDITOR = "00000000-0000-4000-8000-000000000005";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedServer server;
  private final String agency;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Producer<byte[], byte[]> producer;
  private final EventSerializer serializer;

  private RunningTrail(Map<String, Object> settings, RuntimeBeanDefinition<?>... inPlaceOfOurs) {
    agency = settings.get("AGENCY_ID").toString();
    server =
        ApplicationContext.builder(settings)
            .beanDefinitions(inPlaceOfOurs)
            .run(EmbeddedServer.class);
    producer = RelayProducers.to(Broker.running().bootstrapServers(), "test").get();
    serializer = new EventSerializer(new RegistrySettings(Registry.running().url(), false));
  }

  /** For a trail with a new database. */
  static Map<String, Object> settings() {
    return settings(Postgres.running().newDatabase("audit-trail"));
  }

  /**
   * For a trail with a database that the test also looks into. It has an agency of its own: to
   * receipts that an earlier trail of the same agency left on the broker of all tests, a new
   * database is an old backup.
   */
  static Map<String, Object> settings(Postgres.Database database) {
    Map<String, Object> settings = MicronautSettings.of("audit-trail", database);
    settings.put("AGENCY_ID", "agency-" + UUID.randomUUID());
    return settings;
  }

  private static final class Shared {
    private static final RunningTrail INSTANCE = startedWith(MicronautSettings.of("audit-trail"));
  }

  /** One trail for the tests of this JVM that take nothing away from it. */
  static RunningTrail shared() {
    return Shared.INSTANCE;
  }

  static RunningTrail startedWith(
      Map<String, Object> settings, RuntimeBeanDefinition<?>... inPlaceOfOurs) {
    return new RunningTrail(new HashMap<>(settings), inPlaceOfOurs);
  }

  /** With a new database, and a clock that only the test moves. */
  static RunningTrail at(MovableClock clock) {
    return new RunningTrail(
        settings(),
        RuntimeBeanDefinition.builder(InstantSource.class, () -> clock)
            .singleton(true)
            .replaces(InstantSource.class)
            .build());
  }

  String token(String... roles) {
    return tokenOf(AUDITOR, roles);
  }

  String tokenOf(String worker, String... roles) {
    return Issuer.running().tokenOfAgency(agency, worker, List.of("audit-trail"), roles);
  }

  /** Whose ledger this trail keeps: an event of another agency is none here. */
  String agency() {
    return agency;
  }

  String url() {
    return server.getURL().toString();
  }

  <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  ApplicationContext context() {
    return server.getApplicationContext();
  }

  URI uri() {
    return server.getURI();
  }

  void publish(Topic topic, String key, SpecificRecord event) throws Exception {
    publish(topic, key, serializer.serialize(topic.name(), event));
  }

  /** An access that was published, with this number of its source. */
  AccessObserved published(UUID client, String source, long number) throws Exception {
    AccessObserved access =
        anAccess().inAgency(agency).of(client).from(source).numbered(number).event();
    publish(Topics.ACCESS_OBSERVED, client.toString(), access);
    return access;
  }

  static String freshSource() {
    return "test-" + UUID.randomUUID();
  }

  void publish(Topic topic, String key, byte[] value) throws Exception {
    producer
        .send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
        .get();
  }

  /** Sends without waiting; {@link #flush} waits for all. */
  void send(Topic topic, String key, SpecificRecord event) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            key.getBytes(StandardCharsets.UTF_8),
            serializer.serialize(topic.name(), event)));
  }

  void flush() {
    producer.flush();
  }

  HttpResponse<byte[]> get(String path, Optional<String> token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path)).GET();
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String path, String token) throws Exception {
    return get(path, Optional.of(token));
  }

  /** As the console asks: with its own token, for somebody who looks at it. */
  HttpResponse<byte[]> getAsConsole(String path, Optional<String> onBehalfOf) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Authorization", "Bearer " + token("service-alerts"));
    onBehalfOf.ifPresent(worker -> request.header("On-Behalf-Of", worker));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(String path, String json, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> export(UUID client) throws Exception {
    return export(client, token("auditor"));
  }

  HttpResponse<byte[]> export(UUID client, String token) throws Exception {
    return post("/v1/exports", "{\"clientId\":\"" + client + "\",\"purpose\":\"AUDIT\"}", token);
  }

  static void assertRefused(HttpResponse<byte[]> answer, int status, String... saying) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(text(answer)).contains(saying);
  }

  static Map<String, Optional<String>> badTokens() {
    return Issuer.running().badTokens(UUID.randomUUID().toString(), "audit-trail", "auditor");
  }

  HttpResponse<byte[]> getAs(String path, String accept, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Accept", accept)
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> postAs(String path, String json, String accept, String token)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The log as a foreign tool reads it. */
  LogSource log() {
    return path -> {
      try {
        HttpResponse<byte[]> response = get("/" + path, Optional.empty());
        return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
      } catch (Exception e) {
        throw new IOException(e);
      }
    };
  }

  VerifierKey logKey() throws Exception {
    String keys = text(get("/v1/keys", Optional.empty()));
    return VerifierKey.parse(keys.replaceAll(".*\"verifierKeys\":\\[\"([^\"]+)\".*", "$1"));
  }

  TreeHead checkpoint() throws Exception {
    HttpResponse<byte[]> response = get("/checkpoint", Optional.empty());
    return Checkpoint.open(response.body(), List.of(logKey())).checkpoint().head();
  }

  /** The proof file of an event, as soon as there is one. Each look is a read on record. */
  byte[] proofOf(String eventId) throws Exception {
    String path = "/v1/proofs/inclusion?eventId=" + eventId;
    return Eventually.eventually(
            "proof of " + eventId,
            PATIENCE,
            () -> {
              try {
                return get(path, token("auditor"));
              } catch (Exception failure) {
                throw new AssertionError(failure);
              }
            },
            answer -> answer.statusCode() == 200)
        .body();
  }

  static void eventually(BooleanSupplier what) {
    Eventually.eventually("what is waited for", PATIENCE, what::getAsBoolean, seen -> seen);
  }

  @Override
  public void close() {
    producer.close();
    server.close();
  }
}

package org.casenotesaudit.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.casenotesaudit.messaging.Eventually.until;
import static org.casenotesaudit.messaging.outbox.OutboxStage.LONG;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.casenotesaudit.events.SourceHeartbeat;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.ContentId;
import org.casenotesaudit.messaging.UuidV7;
import org.casenotesaudit.messaging.consume.ConsumerLoop;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Registry;
import org.casenotesaudit.testkit.TopicReader.Read;
import org.casenotesaudit.testkit.fixtures.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What goes into the outbox, what it refuses, and when rows may leave it for good. */
class OutboxIT {

  /** Beside what a pruner tells of unreadable receipts, which other tests may have left behind. */
  private static final String OF_ACCESSES = "topic = 'access.observed.v1'";

  private OutboxStage stage;

  @BeforeEach
  void open() throws Exception {
    stage = new OutboxStage();
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Test
  void whatRollsBackIsNotThere() throws Exception {
    try (Connection connection = stage.transaction()) {
      stage.append(connection);
      connection.rollback();
    }
    assertThat(stage.count("true")).isZero();
  }

  @Test
  void theSameEventTwiceIsRefused() throws Exception {
    var event = Fixtures.anAccess().inAgency(stage.agency).event();
    try (Connection connection = stage.transaction()) {
      stage.outbox.append(connection, OutboxStage.TOPIC, event);
      assertThatThrownBy(() -> stage.outbox.append(connection, OutboxStage.TOPIC, event))
          .hasMessageContaining("event_id");
    }
  }

  @Test
  void anEventOverTheLimitIsRefused() throws Exception {
    var facts =
        Fixtures.workerFacts(
            List.of("x".repeat(Outbox.MAX_EVENT_BYTES)),
            List.of(),
            List.of(),
            org.casenotesaudit.events.Employment.EMPLOYED);
    var event = Fixtures.anAccess().inAgency(stage.agency).knowing(facts).event();
    try (Connection connection = stage.transaction()) {
      assertThatThrownBy(() -> stage.outbox.append(connection, OutboxStage.TOPIC, event))
          .isInstanceOf(EventTooLargeException.class)
          .hasMessageContaining("expected: at most 60000");
    }
  }

  @Test
  void topicsOfOthersTypesOfOthersAndNumbersOfOnesOwnAreRefused() throws Exception {
    try (Connection connection = stage.transaction()) {
      var access = Fixtures.anAccess().inAgency(stage.agency);
      assertThatThrownBy(
              () -> stage.outbox.append(connection, Topics.CASE_NOTES_RECORD, access.event()))
          .hasMessage("writer of case-notes.record.v1: access (expected: case-notes)");
      assertThatThrownBy(
              () -> stage.outbox.append(connection, Topics.ACCESS_DIRECTORY, access.event()))
          .hasMessageContaining("expected: a type that the catalogue names");
      assertThatThrownBy(
              () -> stage.outbox.append(connection, OutboxStage.TOPIC, access.numbered(7).event()))
          .hasMessageContaining("sourceSequence: 7");
      assertThatThrownBy(
              () -> stage.outbox.append(connection, OutboxStage.TOPIC, Fixtures.anAccess().event()))
          .hasMessageContaining("agencyId: demo");
    }
  }

  @Test
  void aHeartbeatGoesToEveryPartition() throws Exception {
    try (Connection connection = stage.transaction()) {
      stage.outbox.appendHeartbeats(connection, OutboxStage.TOPIC);
      connection.commit();
    }
    stage.relay();
    List<Read> beats = stage.published(OutboxStage.TOPIC.partitions());
    assertThat(beats)
        .allSatisfy(
            read ->
                assertThat(((SourceHeartbeat) read.event()).getPartition())
                    .isEqualTo(read.record().partition()))
        .extracting(read -> read.record().partition())
        .containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void theRecordCarriesTheEventsAttributesAsHeadersAndTheClientAsKey() throws Exception {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    Outbox traced =
        new Outbox(
            stage.agency, "access", Clock.systemUTC(), new UuidV7(Clock.systemUTC()), () -> trace);
    UUID client = UUID.randomUUID();
    var event =
        Fixtures.anAccess()
            .inAgency(stage.agency)
            .of(client)
            .at(java.time.Instant.parse("2026-03-10T09:30:00.120Z"))
            .event();
    try (Connection connection = stage.transaction()) {
      traced.append(connection, OutboxStage.TOPIC, event);
      connection.commit();
    }
    stage.relay();
    Read read = stage.published(1).getFirst();
    Map<String, String> headers = new TreeMap<>();
    read.record().headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", event.getEnvelope().getEventId(),
                "ce_type", "org.casenotesaudit.events.AccessObserved",
                "ce_source", "access",
                "ce_time", "2026-03-10T09:30:00.120000Z",
                "content-type", "application/avro",
                "traceparent", trace));
    assertThat(new String(read.record().key(), UTF_8)).isEqualTo(client.toString());
    event.getEnvelope();
    assertThat(read.event().toString())
        .isEqualTo(event.toString().replace("\"sourceSequence\": 0", "\"sourceSequence\": 1"));
  }

  @Test
  void anEventOfAForeignSystemIsNumberedInItsOwnSource() throws Exception {
    try (Connection connection = stage.transaction()) {
      stage.append(connection);
      stage.outbox.append(
          connection,
          OutboxStage.TOPIC,
          Fixtures.anAccess().inAgency(stage.agency).from("intake-demo").event());
      stage.append(connection);
      connection.commit();
    }
    stage.relay();
    assertThat(stage.published(3))
        .extracting(r -> r.envelope().getSource() + " " + r.envelope().getSourceSequence())
        .containsExactlyInAnyOrder("access 1", "access 2", "intake-demo 1");
  }

  @Test
  void aReceiptRemovesWhatItCoversAndNothingElse() throws Exception {
    stage.appendAndCommit(5);
    stage.relay();
    stage.published(5);
    until("rows are marked", LONG, () -> stage.count("sent_at IS NOT NULL") == 5);
    try (EventDecoder decoder = new EventDecoder(registry());
        ReceiptPruner pruner =
            new ReceiptPruner(
                stage.database.asRun(),
                stage.agency,
                stage.outbox,
                Map.of("bootstrap.servers", Broker.running().bootstrapServers()),
                decoder,
                new ConsumerLoop.Pace(
                    Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(30)))) {
      pruner.start();
      sendReceipt("another-agency", "access", 5);
      sendReceipt(stage.agency, "case-notes", 5);
      sendReceipt(stage.agency, "access", 3);
      until("rows are pruned", LONG, () -> pruner.pruned() > 0);
      assertThat(pruner.pruned()).isEqualTo(3);
      assertThat(stage.number("SELECT min(source_sequence) FROM outbox")).isEqualTo(4);
      assertThat(stage.count(OF_ACCESSES)).isEqualTo(2);
    }
    // The numbers go on where they were, also when every row is gone.
    stage.appendAndCommit(1);
    assertThat(stage.published(6))
        .extracting(r -> r.envelope().getSourceSequence())
        .doesNotHaveDuplicates()
        .anyMatch(sequence -> sequence > 5);
  }

  @Test
  void aDatabaseThatForgotItsNumbersGivesNoneThatTheLedgerHasSeen() throws Exception {
    sendReceipt(stage.agency, "access", 7);
    sendReceipt(stage.agency, "intake-demo", 2);
    stage.appendAndCommit(2);
    try (EventDecoder decoder = new EventDecoder(registry());
        ReceiptPruner pruner =
            new ReceiptPruner(
                stage.database.asRun(),
                stage.agency,
                stage.outbox,
                Broker.running().bootstrapServers(),
                decoder)) {
      AtomicInteger asked = new AtomicInteger();
      OutboxRelay relay =
          stage.relayThatWaitsFor(
              () -> {
                asked.incrementAndGet();
                return pruner.hasCaughtUp();
              });
      until("the relay asks for its turn", LONG, () -> asked.get() > 2);
      assertThat(stage.count("source_sequence IS NOT NULL")).isZero();
      assertThat(relay.counters().leading()).isTrue();

      pruner.start();

      assertThat(stage.published(2))
          .extracting(read -> read.envelope().getSourceSequence())
          .containsExactlyInAnyOrder(8L, 9L);
    }
  }

  @Test
  void aReceiptDoesNotRemoveARowThatWasNeverSent() throws Exception {
    stage.appendAndCommit(1);
    sendReceipt(stage.agency, "access", 9);
    try (EventDecoder decoder = new EventDecoder(registry());
        ReceiptPruner pruner =
            new ReceiptPruner(
                stage.database.asRun(),
                stage.agency,
                stage.outbox,
                Broker.running().bootstrapServers(),
                decoder)) {
      pruner.start();
      until(
          "receipts are read",
          LONG,
          () -> stage.number("SELECT count(*) FROM outbox_receipt_position") == 1);
      assertThat(stage.count(OF_ACCESSES)).isEqualTo(1);
    }
  }

  @Test
  void aReceiptThatCannotBeReadIsPutAsideAndToldOfAndTheNextOneCounts() throws Exception {
    stage.appendAndCommit(2);
    stage.relay();
    until("rows are marked", LONG, () -> stage.count("sent_at IS NOT NULL") == 2);
    byte[] unreadable = ("unreadable of " + stage.agency).getBytes(UTF_8);
    send(unreadable);
    sendReceipt(stage.agency, "access", 1);
    Logger logger = (Logger) LoggerFactory.getLogger(ReceiptPruner.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (EventDecoder decoder = new EventDecoder(registry());
        ReceiptPruner pruner =
            new ReceiptPruner(
                stage.database.asRun(),
                stage.agency,
                stage.outbox,
                Broker.running().bootstrapServers(),
                decoder)) {
      pruner.start();
      until("the good receipt counts", LONG, () -> pruner.pruned() == 1);
      until("the bad one, too", LONG, () -> pruner.undecodable() == 1);
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement(as(STRING))
        .contains("audit-trail.receipts.v1-", ", offset ", ContentId.sha256Hex(unreadable))
        .doesNotContain(stage.agency);
    assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
    assertThat(
            stage.number(
                "SELECT count(*) FROM outbox_receipt_quarantine WHERE value_digest = '%s' AND record_value = '\\x%s'"
                    .formatted(
                        ContentId.sha256Hex(unreadable), HexFormat.of().formatHex(unreadable))))
        .isEqualTo(1);
    assertThat(
            stage.count("topic = 'access.quarantine.v1' AND event_type LIKE '%.RecordQuarantined'"))
        .isEqualTo(1);
  }

  private static RegistrySettings registry() {
    return new RegistrySettings(Registry.running().url(), false);
  }

  private static void sendReceipt(String agency, String source, long upTo) throws Exception {
    var receipt = Fixtures.aReceipt().inAgency(agency).covering(source, upTo).event();
    try (EventSerializer serializer = new EventSerializer(registry())) {
      send(serializer.serialize(Topics.RECEIPTS.name(), receipt));
    }
  }

  private static void send(byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Broker.running().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.RECEIPTS.name(), "audit-trail".getBytes(UTF_8), value))
          .get();
    }
  }
}

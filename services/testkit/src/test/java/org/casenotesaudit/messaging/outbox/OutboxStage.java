package org.casenotesaudit.messaging.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.UuidV7;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.Registry;
import org.casenotesaudit.testkit.TopicReader;
import org.casenotesaudit.testkit.fixtures.Fixtures;

/** An outbox of the app "access" in an agency and a database of its own. */
final class OutboxStage implements AutoCloseable {

  static final Topic TOPIC = Topics.ACCESS_OBSERVED;
  static final Duration LONG = Duration.ofSeconds(30);

  final String agency = "agency-" + UUID.randomUUID();
  final Postgres.Database database = Postgres.running().newDatabase("outbox");
  final Outbox outbox =
      new Outbox(agency, "access", Clock.systemUTC(), new UuidV7(Clock.systemUTC()), () -> null);
  private final List<AutoCloseable> open = new ArrayList<>();

  OutboxStage() throws SQLException, IOException {
    for (String script :
        List.of("V0_1__outbox.sql", "V0_4__quarantined_receipts.sql", "V0_5__receipt_floors.sql")) {
      try (var sql = Outbox.class.getResourceAsStream("/db/messaging/" + script);
          Connection connection = database.asMigrate().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  Connection transaction() throws SQLException {
    Connection connection = database.asRun().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /** Appends one access; the id of its event. */
  String append(Connection connection) throws SQLException {
    var event = Fixtures.anAccess().inAgency(agency).event();
    outbox.append(connection, TOPIC, event);
    return event.getEnvelope().getEventId();
  }

  List<String> appendAndCommit(int events) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = transaction()) {
      for (int i = 0; i < events; i++) {
        ids.add(append(connection));
      }
      connection.commit();
    }
    return ids;
  }

  OutboxRelay relay() {
    return relay(RelayProducers.to(Broker.running().bootstrapServers(), "relay-" + agency));
  }

  OutboxRelay relay(Supplier<Producer<byte[], byte[]>> producers) {
    return relay(producers, Registry.running().url());
  }

  OutboxRelay relay(Supplier<Producer<byte[], byte[]>> producers, String registryUrl) {
    return relay(producers, registryUrl, () -> true);
  }

  /** A relay that numbers nothing before it is said which numbers the ledger has seen. */
  OutboxRelay relayThatWaitsFor(BooleanSupplier receiptsRead) {
    return relay(
        RelayProducers.to(Broker.running().bootstrapServers(), "relay-" + agency),
        Registry.running().url(),
        receiptsRead);
  }

  private OutboxRelay relay(
      Supplier<Producer<byte[], byte[]>> producers, String registryUrl, BooleanSupplier mayNumber) {
    EventSerializer serializer = new EventSerializer(new RegistrySettings(registryUrl, false));
    OutboxRelay relay =
        new OutboxRelay(
            database.asRun(),
            agency,
            "access",
            producers,
            serializer,
            Clock.systemUTC(),
            mayNumber,
            new OutboxRelay.Pace(
                Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(50)));
    open.add(serializer);
    open.add(relay);
    relay.start();
    return relay;
  }

  /** All records of this agency on the topic so far, at least so many, in order per partition. */
  List<TopicReader.Read> published(int atLeast) {
    return published(TOPIC, atLeast);
  }

  List<TopicReader.Read> published(Topic topic, int atLeast) {
    List<TopicReader.Read> ours = new ArrayList<>();
    long end = System.nanoTime() + LONG.toNanos();
    try (TopicReader reader = TopicReader.fromBeginning(topic)) {
      while (ours.size() < atLeast) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError(ours.size() + " published (expected: " + atLeast + ")");
        }
        reader.next(1, LONG).stream()
            .filter(read -> read.envelope().getAgencyId().equals(agency))
            .forEach(ours::add);
      }
    }
    return ours;
  }

  long count(String where) throws SQLException {
    return number("SELECT count(*) FROM outbox WHERE " + where);
  }

  long number(String sql) throws SQLException {
    try (Connection connection = database.asRun().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }
}

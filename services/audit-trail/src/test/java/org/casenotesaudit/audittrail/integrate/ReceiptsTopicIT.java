package org.casenotesaudit.audittrail.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.testkit.fixtures.Fixtures.aReceipt;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.outbox.RelayProducers;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which receipt is the newest, on a topic of several partitions with all sorts of things in it. */
class ReceiptsTopicIT {

  private static final int PARTITIONS = 3;

  /** More than is looked through at a time. */
  private static final int MANY = 1_200;

  private static Broker broker;
  private static Producer<byte[], byte[]> producer;
  private static EventSerializer serializer;
  private static EventDecoder decoder;

  private final String agency = "agency-" + UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    // The broker of all tests stands for the schemas; the topic is one of our own.
    Broker.running();
    RegistrySettings registry = new RegistrySettings(Registry.running().url(), false);
    serializer = new EventSerializer(registry);
    decoder = new EventDecoder(registry);
    broker = Broker.start();
    producer = RelayProducers.to(broker.bootstrapServers(), "test").get();
    try (Admin admin = broker.admin()) {
      NewTopic topic = new NewTopic(Topics.RECEIPTS.name(), PARTITIONS, (short) 1);
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  @AfterAll
  static void stop() {
    producer.close();
    decoder.close();
    broker.close();
  }

  @Test
  void anAgencyThatWasToldNothingHasNoReceipt() {
    told("agency-" + UUID.randomUUID(), 0, 7);

    assertThat(newest().treeSize()).isEmpty();
  }

  @Test
  void theNewestOfAllPartitionsCounts() {
    told(agency, 0, 3);
    told(agency, 1, 12);
    told(agency, 1, 14);
    told(agency, 2, 9);

    assertThat(newest().treeSize()).hasValue(14);
  }

  @Test
  void ofTwoWritersInTurnTheLargerTreeCounts() {
    told(agency, 0, 20);
    told(agency, 0, 18);

    assertThat(newest().treeSize()).hasValue(20);
  }

  @Test
  void theReceiptsOfOthersAndWhatCannotBeReadArePassedOver() {
    told(agency, 2, 31);
    for (int n = 1; n <= MANY; n++) {
      told("agency-of-others", 2, 1_000 + n);
    }
    send(2, new byte[] {1, 2, 3});
    send(2, null);

    assertThat(newest().treeSize()).hasValue(31);
  }

  @Test
  void whileTheBrokerIsAwayItCannotBeAsked() {
    ReceiptsTopic away = ReceiptsTopic.in("127.0.0.1:1", agency, decoder);

    assertThatThrownBy(away::treeSize).isInstanceOf(KafkaException.class);
  }

  @Test
  void aTopicThatIsNotThereIsNotTakenForAnEmptyOne() {
    try (Broker without = Broker.start()) {
      ReceiptsTopic none = ReceiptsTopic.in(without.bootstrapServers(), agency, decoder);

      assertThatThrownBy(none::treeSize).isInstanceOf(KafkaException.class);
    }
  }

  private ReceiptsTopic newest() {
    producer.flush();
    return ReceiptsTopic.in(broker.bootstrapServers(), agency, decoder);
  }

  private static void told(String agency, int partition, long treeSize) {
    send(
        partition,
        serializer.serialize(
            Topics.RECEIPTS.name(),
            aReceipt().inAgency(agency).covering("access", treeSize).numbered(1).event()));
  }

  private static void send(int partition, byte[] value) {
    producer.send(new ProducerRecord<>(Topics.RECEIPTS.name(), partition, new byte[0], value));
  }
}

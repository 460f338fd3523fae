package org.casenotesaudit.messaging.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.testkit.Broker;

/** A topic of its own with numbered records, and loops that read it. */
final class TopicStage implements AutoCloseable {

  static final ConsumerLoop.Pace QUICK =
      new ConsumerLoop.Pace(Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(200));

  final Topic topic;
  final Broker broker;
  private final List<AutoCloseable> open = new ArrayList<>();
  private int written;

  TopicStage(Broker broker, int partitions) throws Exception {
    this.broker = broker;
    this.topic =
        new Topic(
            "loop." + UUID.randomUUID(),
            Topic.Keying.SOURCE,
            "test",
            partitions,
            Duration.ofDays(1),
            List.of());
    create();
  }

  void create() throws Exception {
    try (Admin admin = broker.admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic.name(), topic.partitions(), (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  void delete() throws Exception {
    try (Admin admin = broker.admin()) {
      admin.deleteTopics(List.of(topic.name())).all().get(20, TimeUnit.SECONDS);
    }
  }

  void deleteRecordsBefore(int partition, long offset) throws Exception {
    try (Admin admin = broker.admin()) {
      admin
          .deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  TopicPartition partition(int partition) {
    return new TopicPartition(topic.name(), partition);
  }

  /** Writes "0", "1", ... going on where the last call ended, in turn to each partition. */
  void write(int records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int i = 0; i < records; i++, written++) {
        producer.send(record(String.valueOf(written))).get(30, TimeUnit.SECONDS);
      }
    }
  }

  void writeInTransaction(int records, boolean commits) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", UUID.randomUUID().toString()))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < records; i++, written++) {
        producer.send(record(commits ? String.valueOf(written) : "aborted")).get();
      }
      if (commits) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  ConsumerLoop read(RecordSink sink) {
    return read(sink, Map.of());
  }

  ConsumerLoop read(RecordSink sink, Map<String, Object> more) {
    Map<String, Object> connection = new HashMap<>(more);
    connection.put("bootstrap.servers", broker.bootstrapServers());
    ConsumerLoop loop = ConsumerLoop.on(connection, List.of(topic), sink, QUICK);
    open.add(loop);
    loop.start();
    return loop;
  }

  /** What a partition must have given, if it gave everything once and in order. */
  List<String> expectedOf(int partition) {
    List<String> expected = new ArrayList<>();
    for (int i = partition; i < written; i += topic.partitions()) {
      expected.add(String.valueOf(i));
    }
    return expected;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ProducerRecord<byte[], byte[]> record(String value) {
    return new ProducerRecord<>(topic.name(), written % topic.partitions(), null, value.getBytes());
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

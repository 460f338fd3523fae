import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What stands on the topics, by Kafka's own client and Confluent's own deserializer: nothing of
 * ours is on the class path. Java runs this file as it is.
 *
 * <p>usage: Topics.java read BOOTSTRAP REGISTRY FILE: a line for each committed event: topic, name
 * of its schema, JSON.
 *
 * <p>usage: Topics.java copy BOOTSTRAP FOLDER FILE: a file in that folder, which is there, for each
 * topic, Kafka's own among them, with the bytes of all keys, values and headers, committed or not;
 * how many records.
 *
 * <p>usage: Topics.java send BOOTSTRAP TOPIC KEY HEX FILE: sends those bytes; a line with the
 * topic's id, partition and offset.
 */
final class Topics {

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "read" -> read(arguments[1], arguments[2], Path.of(arguments[3]));
      case "copy" -> copy(arguments[1], Path.of(arguments[2]), Path.of(arguments[3]));
      case "send" ->
          send(arguments[1], arguments[2], arguments[3], arguments[4], Path.of(arguments[5]));
      default ->
          throw new IllegalArgumentException(arguments[0] + " (expected: read, copy or send)");
    }
  }

  private static void read(String bootstrap, String registry, Path file) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    try (var deserializer = new KafkaAvroDeserializer();
        var consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var lines = new PrintWriter(Files.newBufferedWriter(file))) {
      deserializer.configure(Map.of("schema.registry.url", registry), false);
      all(consumer, topic -> topic.endsWith(".v1"), record -> print(record, deserializer, lines));
    }
  }

  private static void copy(String bootstrap, Path folder, Path file) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    Map<String, OutputStream> copies = new HashMap<>();
    long[] records = {0};
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      all(
          consumer,
          topic -> true,
          record -> {
            OutputStream copy = copies.get(record.topic());
            if (copy == null) {
              copy =
                  new BufferedOutputStream(Files.newOutputStream(folder.resolve(record.topic())));
              copies.put(record.topic(), copy);
            }
            write(record, copy);
            records[0]++;
          });
    } finally {
      for (OutputStream copy : copies.values()) {
        copy.close();
      }
    }
    Files.writeString(file, String.valueOf(records[0]));
  }

  private static void write(ConsumerRecord<byte[], byte[]> record, OutputStream copy)
      throws Exception {
    if (record.key() != null) {
      copy.write(record.key());
    }
    copy.write('\n');
    if (record.value() != null) {
      copy.write(record.value());
    }
    for (Header header : record.headers()) {
      copy.write(("\n" + header.key() + ": ").getBytes(StandardCharsets.UTF_8));
      if (header.value() != null) {
        copy.write(header.value());
      }
    }
    copy.write('\n');
  }

  private interface Reader {
    void take(ConsumerRecord<byte[], byte[]> record) throws Exception;
  }

  /** Shows all that is on those topics now. */
  private static void all(
      KafkaConsumer<byte[], byte[]> consumer, Predicate<String> wanted, Reader reader)
      throws Exception {
    Set<TopicPartition> left = new TreeSet<>(java.util.Comparator.comparing(Object::toString));
    consumer
        .listTopics()
        .forEach(
            (topic, partitions) -> {
              if (wanted.test(topic)) {
                partitions.forEach(each -> left.add(new TopicPartition(topic, each.partition())));
              }
            });
    consumer.assign(List.copyOf(left));
    consumer.seekToBeginning(left);
    Map<TopicPartition, Long> ends = consumer.endOffsets(List.copyOf(left));
    while (!left.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        reader.take(record);
      }
      left.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
    }
  }

  private static void print(
      ConsumerRecord<byte[], byte[]> record, KafkaAvroDeserializer deserializer, PrintWriter to) {
    try {
      Object event = deserializer.deserialize(record.topic(), record.value());
      if (event instanceof GenericRecord generic) {
        to.printf("%s\t%s\t%s%n", record.topic(), generic.getSchema().getFullName(), generic);
      }
    } catch (SerializationException notAnEvent) {
      // Some journeys put such there; what becomes of it is what they look at.
    }
  }

  private static void send(String bootstrap, String topic, String key, String hex, Path file)
      throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    try (var producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        var admin = Admin.create(settings)) {
      var place =
          producer.send(new ProducerRecord<>(topic, key, HexFormat.of().parseHex(hex))).get();
      var about = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      byte[] id = new byte[16];
      java.nio.ByteBuffer.wrap(id)
          .putLong(about.topicId().getMostSignificantBits())
          .putLong(about.topicId().getLeastSignificantBits());
      Files.writeString(
          file,
          "%s %d %d".formatted(HexFormat.of().formatHex(id), place.partition(), place.offset()),
          StandardCharsets.UTF_8);
    }
  }
}

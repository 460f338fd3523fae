package org.casenotesaudit.messaging.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.messaging.Failures;
import org.casenotesaudit.messaging.consume.IntegrityFinding.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of some topics into a sink that keeps its own positions. It commits nothing
 * to Kafka and skips nothing: after any failure it asks the sink where it stands and reads from
 * there again, however often it takes.
 *
 * <p>Listeners of frameworks commit on their own, at shutdown or after a later success, and have
 * lost records that way; hence a plain loop on one thread.
 */
public final class ConsumerLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);

  /**
   * @param poll how long to wait for records
   * @param afterFailure how long to wait before trying again
   * @param topicCheck how often to look whether a topic was replaced or has more partitions
   */
  public record Pace(Duration poll, Duration afterFailure, Duration topicCheck) {
    public static final Pace USUAL =
        new Pace(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  private final Consumer<byte[], byte[]> consumer;
  private final TopicIds topicIds;
  private final Set<String> topics;
  private final RecordSink sink;
  private final Pace pace;
  private final Thread thread;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong losses = new AtomicLong();
  private Map<String, Uuid> knownIds = Map.of();
  private Set<TopicPartition> partitions = Set.of();
  private boolean placed;
  private long nextTopicCheckNanos;
  private volatile boolean healthy;
  private volatile boolean closed;
  private volatile long lag = -1;
  private @Nullable Map<TopicPartition, Long> endsAtStart;
  private volatile boolean caughtUp;

  /** A loop over a cluster with the settings that it needs. */
  public static ConsumerLoop on(
      String bootstrapServers, String clientId, List<Topic> topics, RecordSink sink) {
    Map<String, Object> connection =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    return on(connection, topics, sink, Pace.USUAL);
  }

  /** A loop over a cluster with connection settings (addresses, TLS, SASL) of the caller. */
  public static ConsumerLoop on(
      Map<String, Object> connection, List<Topic> topics, RecordSink sink, Pace pace) {
    Map<String, Object> admin = new HashMap<>(connection);
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new ConsumerLoop(
        new KafkaConsumer<>(settings(connection)),
        TopicIds.askedFrom(Admin.create(admin)),
        topics,
        sink,
        pace);
  }

  /** What a consumer given to a loop must be set to. */
  public static Map<String, Object> settings(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // A position that the broker does not have is a finding, never a reason to jump.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    // A fifth of a second's records at once: each batch is a transaction, and costs like one.
    settings.putIfAbsent(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024);
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
    settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return settings;
  }

  /**
   * @param consumer set as {@link #settings} says; closed by this loop
   * @param topicIds closed by this loop
   */
  public ConsumerLoop(
      Consumer<byte[], byte[]> consumer,
      TopicIds topicIds,
      List<Topic> topics,
      RecordSink sink,
      Pace pace) {
    this.consumer = consumer;
    this.topicIds = topicIds;
    this.topics = topics.stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());
    this.sink = sink;
    this.pace = pace;
    this.thread = Thread.ofPlatform().daemon().name("consumer-loop").unstarted(this::run);
  }

  /** Starts the loop's thread; once. */
  public void start() {
    thread.start();
  }

  /** Whether the loop reads and its last attempt succeeded. */
  public boolean isHealthy() {
    return healthy && thread.isAlive();
  }

  /** Records that the sink has taken in, since the start. */
  public long records() {
    return records.get();
  }

  /** Attempts that failed and were repeated, since the start. */
  public long failures() {
    return failures.get();
  }

  /** Findings given to the sink, since the start. */
  public long losses() {
    return losses.get();
  }

  /** Records between the last poll and the end of the topics; empty before the first poll. */
  public OptionalLong lag() {
    return lag < 0 ? OptionalLong.empty() : OptionalLong.of(lag);
  }

  /** Whether all that lay on the topics when this loop began to read has been taken in. */
  public boolean hasCaughtUp() {
    return caughtUp;
  }

  /** Stops after the batch in hand and closes the consumer. Nothing is committed. */
  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer;
        topicIds) {
      while (!closed) {
        try {
          readOnce();
          healthy = true;
        } catch (WakeupException e) {
          // Only close() wakes the consumer, and it has said so.
        } catch (Exception e) {
          healthy = false;
          placed = false;
          failures.incrementAndGet();
          LOG.warn(
              "consumer loop: {}; reading again from the stored positions", Failures.nameOf(e));
          pause();
        }
      }
    } finally {
      healthy = false;
    }
  }

  private void readOnce() throws Exception {
    if (!placed || topicCheckIsDue()) {
      place();
    }
    ConsumerRecords<byte[], byte[]> polled;
    try {
      polled = consumer.poll(pace.poll());
    } catch (OffsetOutOfRangeException e) {
      reportOutOfRange(e.offsetOutOfRangePartitions().keySet());
      return;
    }
    if (!polled.isEmpty()) {
      List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(polled.count());
      polled.forEach(batch::add);
      sink.accept(batch);
      records.addAndGet(batch.size());
    }
    caughtUp = caughtUp || isAt(endsAtStart());
    lag = partitions.stream().mapToLong(tp -> consumer.currentLag(tp).orElse(0)).sum();
  }

  private Map<TopicPartition, Long> endsAtStart() {
    Map<TopicPartition, Long> ends = endsAtStart;
    if (ends == null) {
      ends = consumer.endOffsets(partitions);
      endsAtStart = ends;
    }
    return ends;
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> partitions.contains(end.getKey()))
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private boolean topicCheckIsDue() throws Exception {
    if (System.nanoTime() - nextTopicCheckNanos < 0) {
      return false;
    }
    nextTopicCheckNanos = System.nanoTime() + pace.topicCheck().toNanos();
    return !topicIds.of(topics).equals(knownIds) || !allPartitions().equals(partitions);
  }

  private void place() throws Exception {
    placed = false;
    knownIds = topicIds.of(topics);
    partitions = allPartitions();
    sink.topicIds(knownIds);
    Map<TopicPartition, Position> stored = sink.positions(partitions);
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      seek(partition, stored.get(partition));
    }
    nextTopicCheckNanos = System.nanoTime() + pace.topicCheck().toNanos();
    placed = true;
  }

  private void seek(TopicPartition partition, @Nullable Position stored) throws Exception {
    if (stored == null) {
      consumer.seekToBeginning(Set.of(partition));
    } else if (!stored.topicId().equals(knownIds.get(partition.topic()))) {
      report(Kind.TOPIC_RECREATED, partition, stored, beginningOf(partition));
    } else {
      // With the epoch the consumer asks the broker whether the log still runs through here.
      consumer.seek(
          partition,
          new OffsetAndMetadata(
              stored.nextOffset(), Optional.ofNullable(stored.leaderEpoch()), ""));
    }
  }

  private void reportOutOfRange(Set<TopicPartition> lost) throws Exception {
    if (!topicIds.of(topics).equals(knownIds)) {
      // Another topic under the old name: the next round says so, of all its partitions.
      placed = false;
      return;
    }
    Map<TopicPartition, Position> stored = sink.positions(lost);
    for (TopicPartition partition : lost) {
      long beginning = beginningOf(partition);
      Position expected = stored.get(partition);
      if (expected == null) {
        // Nothing was taken in yet: retention removed records while we looked for the beginning.
        consumer.seek(partition, beginning);
      } else {
        Kind kind = expected.nextOffset() < beginning ? Kind.RECORDS_DELETED : Kind.LOG_TRUNCATED;
        report(kind, partition, expected, beginning);
      }
    }
  }

  private void report(Kind kind, TopicPartition partition, Position expected, long beginning)
      throws Exception {
    Uuid id = knownIds.getOrDefault(partition.topic(), Uuid.ZERO_UUID);
    LOG.error("{} on {}: reading again from offset {}", kind, partition, beginning);
    sink.onLoss(new IntegrityFinding(kind, partition, expected, new Position(id, beginning, null)));
    losses.incrementAndGet();
    consumer.seek(partition, beginning);
  }

  private long beginningOf(TopicPartition partition) {
    Long beginning = consumer.beginningOffsets(Set.of(partition)).get(partition);
    return beginning == null ? 0 : beginning;
  }

  private Set<TopicPartition> allPartitions() {
    Set<TopicPartition> all = new HashSet<>();
    for (String topic : topics) {
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        all.add(new TopicPartition(topic, partition.partition()));
      }
    }
    return all;
  }

  private void pause() {
    if (closed) {
      return;
    }
    try {
      Thread.sleep(pace.afterFailure());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}

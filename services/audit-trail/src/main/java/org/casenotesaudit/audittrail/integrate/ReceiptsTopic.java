package org.casenotesaudit.audittrail.integrate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.casenotesaudit.events.LedgerReceipt;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.consume.ConsumerLoop;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.messaging.serde.EventDecoder;

/**
 * Looks for the newest receipt where receipts are sent to: in each partition from its end
 * backwards, until there is one of this agency. What cannot be read is passed over: an older
 * receipt says nearly the same.
 */
public final class ReceiptsTopic implements NewestReceipt {

  /**
   * Offsets looked through at a time. Of one such stretch the largest size counts, not the last
   * one: two writers, of whom the newer has just taken over, may send theirs in any order.
   */
  private static final long STRETCH_OFFSETS = 500;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final String agencyId;
  private final EventDecoder decoder;
  private final Supplier<Consumer<byte[], byte[]>> consumers;

  private ReceiptsTopic(
      String agencyId, EventDecoder decoder, Supplier<Consumer<byte[], byte[]>> consumers) {
    this.agencyId = agencyId;
    this.decoder = decoder;
    this.consumers = consumers;
  }

  /** The receipts of one agency in that cluster. */
  public static ReceiptsTopic in(String bootstrapServers, String agencyId, EventDecoder decoder) {
    Map<String, Object> settings =
        ConsumerLoop.settings(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "audit-trail-newest-receipt",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()));
    return new ReceiptsTopic(agencyId, decoder, () -> new KafkaConsumer<>(settings));
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.apache.kafka.common.KafkaException if the broker cannot be asked now
   * @throws org.casenotesaudit.messaging.serde.RegistryUnavailableException if a receipt's schema
   *     cannot be asked for now
   */
  @Override
  public OptionalLong treeSize() {
    Consumer<byte[], byte[]> consumer = consumers.get();
    try {
      OptionalLong largest = OptionalLong.empty();
      for (TopicPartition partition : partitions(consumer)) {
        largest = larger(largest, newest(consumer, partition));
      }
      return largest;
    } finally {
      consumer.close(CloseOptions.timeout(CLOSING));
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    String topic = Topics.RECEIPTS.name();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      // A topic that is not there is no topic without receipts: nobody was asked.
      throw new UnknownTopicOrPartitionException(topic + ": none (expected: as provisioned)");
    }
    return partitions;
  }

  private OptionalLong newest(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    Set<TopicPartition> one = Set.of(partition);
    consumer.assign(one);
    long beginning = offset(consumer.beginningOffsets(one), partition);
    long to = offset(consumer.endOffsets(one), partition);
    OptionalLong found = OptionalLong.empty();
    while (found.isEmpty() && to > beginning) {
      long from = Math.max(beginning, to - STRETCH_OFFSETS);
      found = largestOf(consumer, partition, from, to);
      to = from;
    }
    return found;
  }

  private OptionalLong largestOf(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
    OptionalLong largest = OptionalLong.empty();
    consumer.seek(partition, from);
    long until = System.nanoTime() + PATIENCE.toNanos();
    long before = from;
    while (before < to) {
      for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
        largest = larger(largest, sizeIn(read));
      }
      long now = consumer.position(partition);
      if (now > before) {
        before = now;
        until = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() - until > 0) {
        throw new TimeoutException(partition + ": no record (expected: those before " + to + ")");
      }
    }
    return largest;
  }

  private OptionalLong sizeIn(ConsumerRecord<byte[], byte[]> read) {
    return switch (decoder.decode(read.topic(), read.value())) {
      case DecodedEvent.Known(LedgerReceipt receipt, var envelope)
          when envelope.getAgencyId().equals(agencyId) ->
          OptionalLong.of(receipt.getTreeSize());
      case DecodedEvent.Known other -> OptionalLong.empty();
      case DecodedEvent.Unfamiliar newer -> OptionalLong.empty();
      case DecodedEvent.Undecodable defect -> OptionalLong.empty();
    };
  }

  private static OptionalLong larger(OptionalLong one, OptionalLong other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()));
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    return offset == null ? 0 : offset;
  }
}

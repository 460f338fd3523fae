package org.casenotesaudit.messaging.consume;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What a {@link ConsumerLoop} feeds. It keeps the positions itself, in the transaction in which it
 * keeps what it made of the records; Kafka is never told.
 *
 * <p>All methods are called by the loop's one thread.
 */
public interface RecordSink {

  /**
   * The ids of the topics about to be read, for {@link Position#topicId()}. Called before {@link
   * #positions}, again after each failure.
   */
  default void topicIds(Map<String, Uuid> topicIds) throws Exception {}

  /** Stored positions of these partitions; one that is missing is read from its beginning. */
  Map<TopicPartition, Position> positions(Set<TopicPartition> partitions) throws Exception;

  /**
   * Takes records in, all or none, and the new positions with them. Per partition they come in
   * order. After an exception the loop asks for the positions and delivers from there again: never
   * may a record be skipped that was not stored.
   */
  void accept(List<ConsumerRecord<byte[], byte[]>> batch) throws Exception;

  /**
   * Records that records may have been lost, and stores {@link IntegrityFinding#found()} as the
   * position, so that the finding is made once. Reading then goes on from there; deduplicate by
   * event id.
   */
  void onLoss(IntegrityFinding finding) throws Exception;
}

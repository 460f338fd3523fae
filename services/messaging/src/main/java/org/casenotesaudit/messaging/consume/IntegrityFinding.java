package org.casenotesaudit.messaging.consume;

import org.apache.kafka.common.TopicPartition;

/**
 * The topic is not what it was when it was last read: records may have been lost.
 *
 * @param found what the cluster has now, where reading goes on: the beginning of the partition
 */
public record IntegrityFinding(
    Kind kind, TopicPartition partition, Position expected, Position found) {

  /** What happened to the partition. */
  public enum Kind {
    /** Deleted and created again: the topic id differs. */
    TOPIC_RECREATED,
    /** The records before the position that were not yet read are gone: retention or deletion. */
    RECORDS_DELETED,
    /** The log ends before the position, or went another way: records already read were lost. */
    LOG_TRUNCATED
  }
}

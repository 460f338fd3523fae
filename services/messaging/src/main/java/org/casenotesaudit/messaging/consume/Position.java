package org.casenotesaudit.messaging.consume;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a partition was taken in.
 *
 * @param topicId Kafka's id of the topic: a topic created again under the same name has another
 * @param nextOffset offset of the first record not taken in
 * @param leaderEpoch leader epoch of the last record taken in, by which truncation is noticed; null
 *     if not known
 */
public record Position(Uuid topicId, long nextOffset, @Nullable Integer leaderEpoch) {}

package org.casenotesaudit.audittrail.append;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch moves one partition.
 *
 * @param expectedOffset the stored position that the batch started from; -1 when none was stored
 * @param nextOffset the first offset after the batch
 * @param leaderEpoch of the last record, where the broker told it
 */
public record PositionMove(
    String topic,
    int partition,
    UUID topicId,
    long expectedOffset,
    long nextOffset,
    @Nullable Integer leaderEpoch) {}

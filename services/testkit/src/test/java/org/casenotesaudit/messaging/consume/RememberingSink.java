package org.casenotesaudit.messaging.consume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A sink that keeps records and positions together, as a database would: all of a batch or nothing.
 * Remembers across loops.
 */
final class RememberingSink implements RecordSink {

  /** Says of a batch whether storing it fails. */
  interface Trouble {
    void before(List<ConsumerRecord<byte[], byte[]>> batch) throws Exception;
  }

  private final Trouble trouble;
  private final Map<TopicPartition, Position> positions = new HashMap<>();
  private final Map<TopicPartition, List<String>> stored = new HashMap<>();
  private final List<IntegrityFinding> findings = new ArrayList<>();
  private Map<String, Uuid> topicIds = Map.of();

  RememberingSink() {
    this(batch -> {});
  }

  RememberingSink(Trouble trouble) {
    this.trouble = trouble;
  }

  @Override
  public synchronized void topicIds(Map<String, Uuid> ids) {
    topicIds = ids;
  }

  @Override
  public synchronized Map<TopicPartition, Position> positions(Set<TopicPartition> partitions) {
    Map<TopicPartition, Position> known = new HashMap<>(positions);
    known.keySet().retainAll(partitions);
    return known;
  }

  @Override
  public void accept(List<ConsumerRecord<byte[], byte[]>> batch) throws Exception {
    trouble.before(batch);
    synchronized (this) {
      for (ConsumerRecord<byte[], byte[]> record : batch) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        stored.computeIfAbsent(partition, any -> new ArrayList<>()).add(new String(record.value()));
        positions.put(
            partition,
            new Position(
                topicIds.get(record.topic()),
                record.offset() + 1,
                record.leaderEpoch().orElse(null)));
      }
    }
  }

  @Override
  public synchronized void onLoss(IntegrityFinding finding) {
    findings.add(finding);
    positions.put(finding.partition(), finding.found());
  }

  synchronized void pretend(TopicPartition partition, Position position) {
    positions.put(partition, position);
  }

  synchronized Position positionOf(TopicPartition partition) {
    return positions.get(partition);
  }

  synchronized List<String> storedOf(TopicPartition partition) {
    return List.copyOf(stored.getOrDefault(partition, List.of()));
  }

  synchronized int count() {
    return stored.values().stream().mapToInt(List::size).sum();
  }

  synchronized Set<String> distinct() {
    Set<String> all = new HashSet<>();
    stored.values().forEach(all::addAll);
    return all;
  }

  synchronized List<IntegrityFinding> findings() {
    return List.copyOf(findings);
  }
}

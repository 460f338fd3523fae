package org.casenotesaudit.messaging.consume;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** Tells the ids that Kafka gave to topics. A consumer does not know them. */
public interface TopicIds extends AutoCloseable {

  /**
   * Ids by name.
   *
   * @throws ExecutionException if a topic does not exist or the cluster does not answer
   */
  Map<String, Uuid> of(Set<String> topics)
      throws ExecutionException, TimeoutException, InterruptedException;

  @Override
  void close();

  /** Asks the cluster; closes the client in the end. */
  static TopicIds askedFrom(Admin admin) {
    return new TopicIds() {
      @Override
      public Map<String, Uuid> of(Set<String> topics)
          throws ExecutionException, TimeoutException, InterruptedException {
        return admin
            .describeTopics(topics)
            .allTopicNames()
            .get(10, TimeUnit.SECONDS)
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, topic -> topic.getValue().topicId()));
      }

      @Override
      public void close() {
        admin.close();
      }
    };
  }
}

package org.casenotesaudit.messaging.provision;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for a cluster's answers. */
final class Answers {

  private static final long TIMEOUT_SECONDS = 30;

  private Answers() {}

  /**
   * @throws UnreachableException if there is no answer, or one that may be another the next time
   * @throws IllegalStateException if the cluster does not do as asked; the cause says why
   */
  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      String message = "cluster: " + e.getCause() + " (expected: to do as asked)";
      throw e.getCause() instanceof RetriableException
          ? new UnreachableException(message, e.getCause())
          : new IllegalStateException(message, e.getCause());
    } catch (TimeoutException e) {
      throw new UnreachableException(
          "cluster: no answer in %d s (expected: one)".formatted(TIMEOUT_SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

package org.casenotesaudit.messaging.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.casenotesaudit.testkit.Broker;

/** Real producers that fail as told: before the record left, or after it arrived. */
final class TroubledProducer {

  private TroubledProducer() {}

  /** The records of the first attempts never leave. */
  static Supplier<Producer<byte[], byte[]>> losing(AtomicInteger attempts) {
    return troubled(attempts, false);
  }

  /** The records of the first attempts arrive, but nobody hears of it. */
  static Supplier<Producer<byte[], byte[]>> losingAnswers(AtomicInteger attempts) {
    return troubled(attempts, true);
  }

  @SuppressWarnings("unchecked")
  private static Supplier<Producer<byte[], byte[]>> troubled(
      AtomicInteger attempts, boolean arrives) {
    var real = RelayProducers.to(Broker.running().bootstrapServers(), "troubled");
    return () -> {
      Producer<byte[], byte[]> producer = real.get();
      return (Producer<byte[], byte[]>)
          Proxy.newProxyInstance(
              TroubledProducer.class.getClassLoader(),
              new Class<?>[] {Producer.class},
              (proxy, method, arguments) -> {
                boolean fails = method.getName().equals("send") && attempts.getAndDecrement() > 0;
                if (fails && !arrives) {
                  return CompletableFuture.failedFuture(new TimeoutException("not sent"));
                }
                try {
                  Object result = method.invoke(producer, arguments);
                  if (fails) {
                    ((java.util.concurrent.Future<?>) result).get();
                    return CompletableFuture.failedFuture(new TimeoutException("no answer"));
                  }
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    };
  }
}

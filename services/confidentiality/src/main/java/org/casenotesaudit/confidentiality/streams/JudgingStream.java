package org.casenotesaudit.confidentiality.streams;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.casenotesaudit.confidentiality.topology.Collaborators;
import org.casenotesaudit.confidentiality.topology.ConfidentialityTopology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running stream. A thread that fails is replaced and reads on from the last commit: whatever
 * was half done was never committed. Losing a record is never a way on.
 */
public final class JudgingStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JudgingStream.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  /** Between a failure and the next try, so that an outage is not a storm of threads. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final KafkaStreams streams;

  public JudgingStream(Properties properties, Collaborators collaborators) {
    Topology topology = ConfidentialityTopology.define(new Topology(), collaborators);
    streams = new KafkaStreams(topology, new StreamsConfig(properties));
    streams.setUncaughtExceptionHandler(JudgingStream::replaceThread);
  }

  public void start() {
    streams.start();
  }

  public KafkaStreams.State state() {
    return streams.state();
  }

  /**
   * A store of the one partition in which everything about a client lies. Never of all that this
   * process holds: there, a client of another process looks like one without any judgements.
   *
   * <p>Whether this process holds the partition shows when the store is read, by {@link
   * InvalidStateStoreException}.
   *
   * @throws NotServingException while the stream is not running
   */
  public ReadOnlyKeyValueStore<byte[], byte[]> storeOf(String clientId, String name) {
    try {
      int partition =
          streams.queryMetadataForKey(name, clientId, new StringSerializer()).partition();
      return streams.store(
          StoreQueryParameters.fromNameAndType(
                  name, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
              .withPartition(partition));
    } catch (InvalidStateStoreException e) {
      throw new NotServingException(state(), e);
    }
  }

  @Override
  public void close() {
    streams.close(CLOSE_WITHIN);
  }

  private static StreamThreadExceptionResponse replaceThread(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // Type and place only: a message could carry what a record said.
    StackTraceElement[] places = cause.getStackTrace();
    LOG.warn(
        "a stream thread failed and is replaced: {} caused by {} at {}",
        failure.getClass().getName(),
        cause.getClass().getName(),
        places.length == 0 ? "an unknown place" : places[0]);
    LockSupport.parkNanos(PAUSE_NANOS);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}

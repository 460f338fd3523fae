package org.casenotesaudit.confidentiality.streams;

import org.apache.kafka.streams.KafkaStreams;

/**
 * The stream cannot answer just now: it starts, stops, its partitions are moving, or what was asked
 * for lies in a partition of another process.
 */
public final class NotServingException extends RuntimeException {

  public NotServingException(KafkaStreams.State found, Throwable cause) {
    super("stream: " + found + " (expected: RUNNING and holding what was asked for)", cause);
  }
}

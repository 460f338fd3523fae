package org.casenotesaudit.confidentiality.streams;

import org.apache.kafka.streams.KafkaStreams;

/** The stream cannot answer just now: it starts, stops, or its partitions are moving. */
public final class NotServingException extends RuntimeException {

  public NotServingException(KafkaStreams.State found, Throwable cause) {
    super("stream: " + found + " (expected: RUNNING)", cause);
  }
}

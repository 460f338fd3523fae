package org.casenotesaudit.messaging.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Opens Confluent's client with the settings that all our readers and writers share. */
final class Registry {

  private static final int CACHED_SCHEMAS = 1_000;
  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final Duration READERS_WAIT_AT_MOST = Duration.ofSeconds(5);

  private Registry() {}

  /** For those whose own loops try again and count: soon at an end when there is no answer. */
  static SchemaRegistryClient open(RegistrySettings settings) {
    return open(settings, READERS_WAIT_AT_MOST);
  }

  /**
   * @param readTimeout how long one request waits for its answer
   */
  static SchemaRegistryClient open(RegistrySettings settings, Duration readTimeout) {
    return SchemaRegistryClientFactory.newClient(
        Arrays.asList(settings.url().split(",")),
        CACHED_SCHEMAS,
        List.of(new AvroSchemaProvider()),
        // Who calls tries again and counts; a client that does so in silence hides an outage.
        Map.of(
            "http.connect.timeout.ms",
            "2000",
            "http.read.timeout.ms",
            String.valueOf(readTimeout.toMillis()),
            "max.retries",
            "0"),
        Map.of());
  }

  /** Whether the registry answered that it has no such schema, as against not answering. */
  static boolean saysUnknown(RestClientException answer) {
    return answer.getErrorCode() == SCHEMA_NOT_FOUND || answer.getStatus() == 404;
  }

  /** The same of a failure that such an answer was the cause of. */
  static boolean saysUnknown(IllegalStateException failure) {
    return failure.getCause() instanceof RestClientException answer && saysUnknown(answer);
  }
}

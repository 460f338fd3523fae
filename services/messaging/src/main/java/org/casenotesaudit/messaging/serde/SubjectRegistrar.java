package org.casenotesaudit.messaging.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Writes to the registry: schemas under subjects, and the rule by which they may change. */
public final class SubjectRegistrar implements AutoCloseable {

  private static final @Nullable String EVERY_SUBJECT = null;

  private final SchemaRegistryClient registry;

  public SubjectRegistrar(RegistrySettings settings) {
    registry = Registry.open(settings);
  }

  /** Sets how schemas may change, for all subjects without a rule of their own. */
  public void requireCompatibility(String level) {
    ask("compatibility", () -> registry.updateCompatibility(EVERY_SUBJECT, level));
  }

  /**
   * Registers a schema under a subject, without what only our Java classes care about; without
   * effect if it is there.
   *
   * @return the id under which records name it
   * @throws IllegalStateException if the registry refuses it, for instance as incompatible
   */
  public int register(String subject, Schema schema) {
    // The very normalisation that the serializer applies before it looks a schema up.
    Schema plain = AvroSchemaUtils.getSchema(new GenericData.Record(schema), false, false, true);
    return ask("subject " + subject, () -> registry.register(subject, new AvroSchema(plain)));
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Request<T> {
    T send() throws IOException, RestClientException;
  }

  private static <T> T ask(String what, Request<T> request) {
    try {
      return request.send();
    } catch (RestClientException e) {
      throw new IllegalStateException(
          "%s: %s (expected: accepted by the registry)".formatted(what, e.getMessage()), e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "%s: no answer (expected: the registry to be there)".formatted(what), e);
    }
  }
}

package org.casenotesaudit.messaging.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.casenotesaudit.messaging.Failures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the registry: schemas under subjects, and the rule by which they may change.
 *
 * <p>Runs once, at a start, when the registry is often the slowest to come. What it asks for may be
 * asked for twice, so without an answer it asks again, for a while.
 */
public final class SubjectRegistrar implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SubjectRegistrar.class);
  private static final @Nullable String EVERY_SUBJECT = null;

  private final SchemaRegistryClient registry;
  private final Patience patience;

  /**
   * How long to wait for a registry that does not answer.
   *
   * @param answer for the answer to one request
   * @param inAll from the first request that went without an answer; at least one more is sent
   * @param between before asking again
   */
  record Patience(Duration answer, Duration inAll, Duration between) {
    /** A cold registry on a busy machine has taken longer than ten seconds for a first answer. */
    static final Patience AT_START =
        new Patience(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMillis(500));
  }

  public SubjectRegistrar(RegistrySettings settings) {
    this(settings, Patience.AT_START);
  }

  /**
   * @param inAll how long a registry that does not answer is asked again
   */
  public SubjectRegistrar(RegistrySettings settings, Duration inAll) {
    this(settings, new Patience(Patience.AT_START.answer(), inAll, Patience.AT_START.between()));
  }

  SubjectRegistrar(RegistrySettings settings, Patience patience) {
    this.registry = Registry.open(settings, patience.answer());
    this.patience = patience;
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
   * @throws IllegalStateException if the registry refuses it, for instance as incompatible, or does
   *     not answer in two minutes
   */
  public int register(String subject, Schema schema) {
    // The very normalisation that the serializer applies before it looks a schema up.
    Schema plain = AvroSchemaUtils.getSchema(new GenericData.Record(schema), false, false, true);
    return ask("subject " + subject, () -> registry.register(subject, new AvroSchema(plain)));
  }

  /** How schemas may change, for all subjects without a rule of their own; NONE if never said. */
  public String compatibility() {
    try {
      return ask("compatibility", () -> registry.getCompatibility(EVERY_SUBJECT));
    } catch (IllegalStateException refused) {
      if (Registry.saysUnknown(refused)) {
        return "NONE";
      }
      throw refused;
    }
  }

  /**
   * What stands between a schema and its subject, in words with found and expected; empty where it
   * is registered. Changes nothing.
   *
   * @throws IllegalStateException if the registry does not answer
   */
  public Optional<String> objectionTo(String subject, Schema schema) {
    Schema plain = AvroSchemaUtils.getSchema(new GenericData.Record(schema), false, false, true);
    String what = "subject " + subject;
    try {
      ask(what, () -> registry.getId(subject, new AvroSchema(plain)));
      return Optional.empty();
    } catch (IllegalStateException refused) {
      if (!Registry.saysUnknown(refused)) {
        throw refused;
      }
    }
    boolean fits = ask(what, () -> registry.testCompatibility(subject, new AvroSchema(plain)));
    return Optional.of(
        fits
            ? what + ": this release's schema is missing (expected: registered)"
            : what
                + ": this release's schema does not fit those registered (expected: compatible)");
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

  private <T> T ask(String what, Request<T> request) {
    long begun = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return request.send();
      } catch (RestClientException e) {
        if (!isNotReady(e)) {
          throw new IllegalStateException(
              "%s: %s (expected: accepted by the registry)".formatted(what, e.getMessage()), e);
        }
        waitOrGiveUp(what, attempt, begun, e);
      } catch (IOException e) {
        waitOrGiveUp(what, attempt, begun, e);
      }
    }
  }

  /** Whether somebody in front of the registry, or itself while it starts, says "not yet". */
  private static boolean isNotReady(RestClientException answer) {
    return answer.getStatus() >= 502 && answer.getStatus() <= 504;
  }

  private void waitOrGiveUp(String what, int attempt, long begun, Exception cause) {
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    if (attempt > 1 && waited.compareTo(patience.inAll()) >= 0) {
      throw new IllegalStateException(
          "%s: no answer to %d requests in %d s (expected: one from the registry within %d s)"
              .formatted(what, attempt, waited.toSeconds(), patience.inAll().toSeconds()),
          cause);
    }
    LOG.info("registry, {}: {}; asking again", what, Failures.nameOf(cause));
    try {
      Thread.sleep(patience.between());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted while waiting for the registry", e);
    }
  }
}

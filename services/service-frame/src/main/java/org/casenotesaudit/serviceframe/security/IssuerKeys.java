package org.casenotesaudit.serviceframe.security;

import com.nimbusds.jose.jwk.JWKSet;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Primary;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.order.Ordered;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.token.jwt.signature.jwks.JwkSetFetcher;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.casenotesaudit.serviceframe.configuration.OidcSettings;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys: read at start, again every minute and when a token names a key that is
 * not among them. While the issuer is away the last ones serve for a bounded time; after that, or
 * when none were ever read, a token is answered with 503, never with 401.
 */
@Context
@Primary
@Order(Ordered.HIGHEST_PRECEDENCE)
final class IssuerKeys implements JwkSetFetcher<JWKSet> {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration SERVED_AFTER_LAST_READ = Duration.ofMinutes(10);
  private static final Duration BETWEEN_EXTRA_READS = Duration.ofSeconds(5);
  private static final int TIMEOUT_MILLIS = 2000;
  private static final int SIZE_MAX_BYTES = 256 * 1024;

  private final URI location;
  private final InstantSource clock;
  private final ExecutorService blocking;
  private final AtomicReference<@Nullable KeysRead> last = new AtomicReference<>();
  private volatile Instant lastExtraRead = Instant.EPOCH;

  private record KeysRead(JWKSet keys, Instant at) {}

  IssuerKeys(
      OidcSettings settings,
      InstantSource clock,
      @Named(TaskExecutors.IO) ExecutorService blocking) {
    this.blocking = blocking;
    this.location = URI.create(settings.jwksUrl());
    this.clock = clock;
    read();
  }

  @Scheduled(fixedDelay = "60s", initialDelay = "60s")
  void read() {
    try {
      JWKSet keys = JWKSet.load(location.toURL(), TIMEOUT_MILLIS, TIMEOUT_MILLIS, SIZE_MAX_BYTES);
      last.updateAndGet(
          before ->
              new KeysRead(
                  before != null && before.keys().equals(keys) ? before.keys() : keys,
                  clock.instant()));
    } catch (IOException | ParseException failure) {
      LOG.warn(
          "issuer's keys could not be read from {}: {}", location, failure.getClass().getName());
    }
  }

  /**
   * A service started before its issuer must not wait a minute for the first token it can check.
   */
  @Scheduled(fixedDelay = "2s", initialDelay = "2s")
  void readWhileThereAreNone() {
    if (usable().isEmpty()) {
      read();
    }
  }

  /**
   * The keys that count right now, or none. Until the issuer publishes others it is one and the
   * same object, so that what was checked against it need not be checked again.
   */
  Optional<JWKSet> current() {
    return usable();
  }

  /** Whether a token can be checked right now. */
  boolean areUsable() {
    return usable().isPresent();
  }

  @Override
  public Publisher<JWKSet> fetch(String providerName, String url) {
    Optional<JWKSet> keys = usable();
    if (keys.isPresent()) {
      return Publishers.just(keys.get());
    }
    return Publishers.fromCompletableFuture(
        () ->
            CompletableFuture.supplyAsync(
                () -> {
                  readAtMostEvery(BETWEEN_EXTRA_READS);
                  return usable().orElseThrow(IssuerUnavailableException::new);
                },
                blocking));
  }

  @Override
  public Optional<JWKSet> fetch(@Nullable String url) {
    return usable();
  }

  /**
   * Done when the keys are as new as they can be for a token that names this one: read again if it
   * is not among them, because the issuer may have rotated. Tokens with made-up keys do not ask the
   * issuer more often than now and then, and nobody waits for longer than one reading takes.
   */
  CompletableFuture<Void> readFor(String keyId) {
    boolean known = usable().filter(keys -> keys.getKeyByKeyId(keyId) != null).isPresent();
    return known
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.runAsync(() -> readAtMostEvery(BETWEEN_EXTRA_READS), blocking);
  }

  /** For Micronaut's blocking check of a token, which asks nobody to wait. */
  @Override
  public void clearCache(String url) {
    Thread.ofVirtual().start(() -> readAtMostEvery(BETWEEN_EXTRA_READS));
  }

  private synchronized void readAtMostEvery(Duration pause) {
    if (lastExtraRead.plus(pause).isBefore(clock.instant())) {
      lastExtraRead = clock.instant();
      read();
    }
  }

  private Optional<JWKSet> usable() {
    return Optional.ofNullable(last.get())
        .filter(read -> read.at().plus(SERVED_AFTER_LAST_READ).isAfter(clock.instant()))
        .map(KeysRead::keys);
  }
}

package org.casenotesaudit.serviceframe.security;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.events.EventOutbox;

/**
 * Turns refusals into events: one each for callers with a valid token, one per address and minute
 * for those without, so that a flood of bad tokens is no flood of events.
 */
@Singleton
@Requires(bean = EventOutbox.class)
final class Refusals {

  private static final int ADDRESSES_MAX = 10_000;
  private static final String DIGEST = "HmacSHA256";

  private final EventOutbox outbox;
  private final Topic topic;
  private final Map<Unauthenticated, Long> unauthenticated = new ConcurrentHashMap<>();

  /** Lives as long as the process: an address can be followed within a run, never looked up. */
  private final SecretKeySpec addressKey;

  private record Unauthenticated(String reason, String method, String route, String address) {}

  Refusals(EventOutbox outbox, AuditSettings settings) {
    this.outbox = outbox;
    this.topic = Topics.refusalsOf(settings.source());
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.addressKey = new SecretKeySpec(key, DIGEST);
  }

  void record(TurnedAway refusal) {
    switch (refusal.reason()) {
      case ROLE_MISSING, AUDIENCE_WRONG, SCOPE_WRONG -> publish(refusal);
      case TOKEN_MISSING, TOKEN_INVALID, UNKNOWN -> count(refusal);
    }
  }

  /** Writes the counts of the last minute. Called by the clock and before the service stops. */
  @Scheduled(fixedDelay = "60s", initialDelay = "60s")
  @PreDestroy
  void flush() {
    for (Unauthenticated key : unauthenticated.keySet()) {
      Long count = unauthenticated.remove(key);
      if (count != null) {
        try {
          publish(key, count);
        } catch (RuntimeException failure) {
          // Not lost: counted again, and written when the database is back.
          unauthenticated.merge(key, count, Long::sum);
          throw failure;
        }
      }
    }
  }

  private void count(TurnedAway refusal) {
    boolean full = unauthenticated.size() >= ADDRESSES_MAX;
    unauthenticated.merge(
        new Unauthenticated(
            refusal.reason().name(),
            refusal.method(),
            refusal.route(),
            full ? "others" : refusal.address()),
        1L,
        Long::sum);
  }

  private void publish(TurnedAway refusal) {
    outbox.publishAlone(
        topic,
        RequestRefused.newBuilder()
            .setEnvelope(outbox.envelope(refusal.subject(), null))
            .setReason(refusal.reason())
            .setMethod(refusal.method())
            .setRoute(refusal.route())
            .build());
  }

  private void publish(Unauthenticated refused, long count) {
    outbox.publishAlone(
        topic,
        RequestRefused.newBuilder()
            .setEnvelope(outbox.envelope(null, null))
            .setReason(RequestRefusalReason.valueOf(refused.reason()))
            .setMethod(refused.method())
            .setRoute(refused.route())
            .setCount(count)
            .setSourceAddressDigest(digest(refused.address()))
            .build());
  }

  private String digest(String address) {
    try {
      Mac mac = Mac.getInstance(DIGEST);
      mac.init(addressKey);
      return HexFormat.of().formatHex(mac.doFinal(address.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

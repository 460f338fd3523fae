package org.casenotesaudit.serviceframe.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.security.token.jwt.validator.ReactiveJsonWebTokenSignatureValidator;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Checks the signature of a token once and not with every request that carries it: that is a fifth
 * of the work of a request. Only the signature: the claims, its end among them, are looked at each
 * time. A signature counts as long as the keys that it was checked against do: when the issuer
 * publishes others, or its keys have become too old, it is checked again.
 */
@Singleton
final class KnownSignatures
    implements BeanCreatedEventListener<ReactiveJsonWebTokenSignatureValidator<SignedJWT>> {

  private static final int TOKENS_MAX = 10_000;

  private final Provider<IssuerKeys> keys;

  /** By digest: a token in memory could be stolen from there. */
  private final Cache<ByteBuffer, JWKSet> checkedAgainst =
      Caffeine.newBuilder().maximumSize(TOKENS_MAX).build();

  KnownSignatures(Provider<IssuerKeys> keys) {
    this.keys = keys;
  }

  @Override
  public ReactiveJsonWebTokenSignatureValidator<SignedJWT> onCreated(
      BeanCreatedEvent<ReactiveJsonWebTokenSignatureValidator<SignedJWT>> event) {
    ReactiveJsonWebTokenSignatureValidator<SignedJWT> thorough = event.getBean();
    return token ->
        Mono.fromFuture(() -> keysFor(token)).thenMany(Flux.defer(() -> validate(token, thorough)));
  }

  /** The first token that names a new key counts like any later one: its key is looked for. */
  private CompletableFuture<Void> keysFor(SignedJWT token) {
    String keyId = token.getHeader().getKeyID();
    return keyId == null ? CompletableFuture.completedFuture(null) : keys.get().readFor(keyId);
  }

  private Publisher<Boolean> validate(
      SignedJWT token, ReactiveJsonWebTokenSignatureValidator<SignedJWT> thorough) {
    Optional<JWKSet> current = keys.get().current();
    if (current.isEmpty()) {
      return thorough.validateSignature(token);
    }
    ByteBuffer digest = digest(token);
    if (checkedAgainst.getIfPresent(digest) == current.get()) {
      return Publishers.just(true);
    }
    return Publishers.map(
        thorough.validateSignature(token),
        good -> {
          if (good) {
            checkedAgainst.put(digest, current.get());
          }
          return good;
        });
  }

  private static ByteBuffer digest(SignedJWT token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256")
              .digest(token.serialize().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

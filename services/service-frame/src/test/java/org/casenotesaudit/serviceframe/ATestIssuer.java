package org.casenotesaudit.serviceframe;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A key, a place that publishes it, and tokens good and bad. */
public final class ATestIssuer implements AutoCloseable {

  public static final String ISSUER = "http://issuer.test";

  private volatile RSAKey key = newKey("published");
  private final RSAKey foreignKey = newKey("published");
  private final AtomicInteger keysAsked = new AtomicInteger();
  private final HttpServer keys;

  public ATestIssuer() throws IOException {
    keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keys.createContext(
        "/jwks",
        exchange -> {
          keysAsked.incrementAndGet();
          byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    keys.start();
  }

  public String jwksUrl() {
    return "http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks";
  }

  public String good(String... roles) {
    return signed(key, claims -> claims.claim("roles", List.of(roles)));
  }

  public String with(Consumer<JWTClaimsSet.Builder> change) {
    return signed(key, change);
  }

  /** From now on another key signs and is published; tokens of the one before are worthless. */
  public void changeKey() {
    key = newKey("published later");
  }

  /** Signed by a key that is published nowhere, under a name of its own. */
  public String ofUnpublishedKey(String... roles) {
    return signed(
        newKey(UUID.randomUUID().toString()), claims -> claims.claim("roles", List.of(roles)));
  }

  /** How often somebody has fetched the keys. */
  public int keysAsked() {
    return keysAsked.get();
  }

  String signedByAnotherKey() {
    return signed(foreignKey, claims -> {});
  }

  String unsigned() {
    return new PlainJWT(claims(builder -> {})).serialize();
  }

  @Override
  public void close() {
    keys.stop(0);
  }

  private static String signed(RSAKey key, Consumer<JWTClaimsSet.Builder> change) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              claims(change));
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    var builder =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience("door")
            .subject("00000000-0000-4000-8000-000000000001")
            .claim("agency", "demo")
            .claim("roles", List.of("practitioner"))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    change.accept(builder);
    return builder.build();
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }
}

package org.casenotesaudit.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An OpenID Connect issuer inside this JVM: keys, tokens for services, sign-in by code with PKCE.
 * Signs whatever a test asks for, also what no issuer would sign.
 */
public final class Issuer implements AutoCloseable {

  /** The agency of the one-machine default; in every token unless a test says otherwise. */
  public static final String AGENCY = "demo";

  private static final String NAME = "default";
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final IssuerEndpoints endpoints;
  private final RSAKey key = newKey();
  private final RSAKey foreignKey = newKey();

  private static final class Shared {
    private static final Issuer INSTANCE = start();
  }

  private Issuer() {
    endpoints = IssuerEndpoints.open(NAME, key.toPublicJWK(), this::signedWith);
  }

  /** The issuer that all tests of this JVM share. Started on first use. */
  public static Issuer running() {
    return Shared.INSTANCE;
  }

  /** An issuer of one's own, to close it. */
  public static Issuer start() {
    return new Issuer();
  }

  public String issuer() {
    return endpoints.issuer();
  }

  public String jwksUrl() {
    return issuer() + "/jwks";
  }

  public String tokenUrl() {
    return issuer() + "/token";
  }

  public String authorizationUrl() {
    return issuer() + "/authorize";
  }

  /**
   * A token as the issuer gives it to a worker or a service.
   *
   * @param subject worker id or client id
   * @param audiences names of the apps that may take it
   */
  public String token(String subject, List<String> audiences, String... roles) {
    return signed(key, claims(subject, audiences, roles).build());
  }

  /** The same of another agency: no app may take it. */
  public String tokenOfAgency(
      String agencyId, String subject, List<String> audiences, String... roles) {
    return signed(key, claims(subject, audiences, roles).claim("agency", agencyId).build());
  }

  /** Was good until a minute ago. */
  public String expiredToken(String subject, List<String> audiences, String... roles) {
    Instant now = Instant.now();
    return signed(
        key,
        claims(subject, audiences, roles)
            .issueTime(Date.from(now.minus(LIFE)))
            .notBeforeTime(Date.from(now.minus(LIFE)))
            .expirationTime(Date.from(now.minusSeconds(90)))
            .build());
  }

  /** Good until then, to the second. */
  public String tokenUntil(Instant end, String subject, List<String> audiences, String... roles) {
    return signed(key, claims(subject, audiences, roles).expirationTime(Date.from(end)).build());
  }

  /** Does not say when it ends, and so would never. */
  public String endlessToken(String subject, List<String> audiences, String... roles) {
    return signed(key, claims(subject, audiences, roles).expirationTime(null).build());
  }

  /** Will be good in an hour. */
  public String notYetValidToken(String subject, List<String> audiences, String... roles) {
    Instant begin = Instant.now().plus(Duration.ofHours(1));
    return signed(
        key,
        claims(subject, audiences, roles)
            .notBeforeTime(Date.from(begin))
            .expirationTime(Date.from(begin.plus(LIFE)))
            .build());
  }

  /** Names the issuer and its key id, but somebody else signed it. */
  public String foreignKeyToken(String subject, List<String> audiences, String... roles) {
    return signed(foreignKey, claims(subject, audiences, roles).build());
  }

  /** Unsigned: {@code alg: none}. */
  public String unsignedToken(String subject, List<String> audiences, String... roles) {
    return new PlainJWT(claims(subject, audiences, roles).build()).serialize();
  }

  /** Good, but for an app that is none of ours. */
  public String wrongAudienceToken(String subject, String... roles) {
    return token(subject, List.of("payroll"), roles);
  }

  /** Signed with the right key in the name of another issuer. */
  public String wrongIssuerToken(String subject, List<String> audiences, String... roles) {
    return signed(
        key, claims(subject, audiences, roles).issuer("http://127.0.0.1:1/default").build());
  }

  /** Good, but one character of what was signed is another. */
  public String tamperedToken(String subject, List<String> audiences, String... roles) {
    String[] parts = token(subject, audiences, roles).split("\\.");
    JWTClaimsSet other = claims(UUID.randomUUID().toString(), audiences, roles).build();
    return parts[0] + "." + other.toPayload().toBase64URL() + "." + parts[2];
  }

  /**
   * What no app may take, by what is wrong with it: the table that every door is tried with. Each
   * token says who it is and names the right role, so that nothing but its one fault speaks against
   * it.
   *
   * @return empty for the token that is missing
   */
  public Map<String, Optional<String>> badTokens(String subject, String app, String... roles) {
    List<String> here = List.of(app);
    Map<String, Optional<String>> bad = new LinkedHashMap<>();
    bad.put("missing", Optional.empty());
    bad.put("no token at all", Optional.of("x.y.z"));
    bad.put("expired", Optional.of(expiredToken(subject, here, roles)));
    bad.put("without an end", Optional.of(endlessToken(subject, here, roles)));
    bad.put("not yet valid", Optional.of(notYetValidToken(subject, here, roles)));
    bad.put("signed by somebody else", Optional.of(foreignKeyToken(subject, here, roles)));
    bad.put("unsigned, alg none", Optional.of(unsignedToken(subject, here, roles)));
    bad.put("for another app", Optional.of(wrongAudienceToken(subject, roles)));
    bad.put("of another issuer", Optional.of(wrongIssuerToken(subject, here, roles)));
    bad.put("tampered with", Optional.of(tamperedToken(subject, here, roles)));
    bad.put("of another agency", Optional.of(tokenOfAgency("other", subject, here, roles)));
    bad.put("of an e-mail address", Optional.of(token("jane.canary@agency.test", here, roles)));
    return bad;
  }

  @Override
  public void close() {
    endpoints.close();
  }

  /** A token with just these claims over the usual ones. */
  private String signedWith(String subject, List<String> audiences, Map<String, Object> others) {
    JWTClaimsSet.Builder claims = claims(subject, audiences);
    others.forEach(claims::claim);
    return signed(key, claims.build());
  }

  private JWTClaimsSet.Builder claims(String subject, List<String> audiences, String... roles) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(subject)
        .audience(audiences)
        .claim("agency", AGENCY)
        .claim("roles", List.of(roles))
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFE)));
  }

  private static String signed(RSAKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(NAME).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(NAME).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}

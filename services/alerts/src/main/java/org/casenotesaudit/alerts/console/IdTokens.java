package org.casenotesaudit.alerts.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.inject.Singleton;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.security.Subjects;

/**
 * Checks id tokens as OpenID Connect Core 1.0, section 3.1.3.7, asks, and that they are a worker's.
 */
@Singleton
class IdTokens {

  /** Signatures only; never {@code none} and never a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.Ed25519);

  private final ConsoleSettings settings;
  private final AuditSettings audit;
  private final JWKSource<SecurityContext> keys;

  IdTokens(ConsoleSettings settings, AuditSettings audit) throws MalformedURLException {
    this.settings = settings;
    this.audit = audit;
    this.keys = JWKSourceBuilder.create(URI.create(settings.jwksUrl()).toURL()).build();
  }

  /**
   * The claims of a good token, empty for any other.
   *
   * @throws org.casenotesaudit.serviceframe.problem.ProblemException 503 if the issuer's keys
   *     cannot be read
   */
  Optional<JWTClaimsSet> check(String idToken, String nonce) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.clientId(),
            new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .claim("nonce", nonce)
                .claim("agency", audit.agencyId())
                .build(),
            Set.of("sub", "exp", "iat", "roles")));
    try {
      // Whoever signs in acts by this subject in events: a name there could never be taken back.
      return Optional.of(processor.process(idToken, null))
          .filter(claims -> Subjects.isOfWorker(String.valueOf(claims.getSubject())));
    } catch (ParseException | BadJOSEException bad) {
      return Optional.empty();
    } catch (KeySourceException away) {
      throw IssuerAway.problem();
    } catch (JOSEException bad) {
      return Optional.empty();
    }
  }
}

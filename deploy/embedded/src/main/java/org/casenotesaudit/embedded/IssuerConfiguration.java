package org.casenotesaudit.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the sign-in server of the one-machine default is told: its signing key, the claims of each
 * service and demo person, and the sign-in page. It checks no password and no client secret, which
 * is why it listens on loopback only.
 */
final class IssuerConfiguration {

  /** The OAuth client of the console. No mapping may match it: a mapping outranks the sign-in. */
  static final String CONSOLE_CLIENT_ID = "console";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();
  private static final int TOKEN_EXPIRY_SECONDS = 3600;

  /** Roles and audiences with which each application calls its neighbours. */
  private static final Map<String, ServiceClient> SERVICES =
      new LinkedHashMap<>(
          Map.of(
              "case-notes", new ServiceClient(List.of(), List.of()),
              "access", new ServiceClient(List.of("content-reader"), List.of("case-notes")),
              "confidentiality", new ServiceClient(List.of(), List.of()),
              "audit-trail", new ServiceClient(List.of(), List.of()),
              "alerts",
                  new ServiceClient(
                      List.of("service-alerts"),
                      List.of("access", "confidentiality", "audit-trail"))));

  private record ServiceClient(List<String> roles, List<String> audience) {}

  private IssuerConfiguration() {}

  /** A private RSA key as JSON. The key inside the server's own jar is known to everybody. */
  static String newSigningKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("default").generate().toJSONString();
    } catch (JOSEException impossible) {
      throw new IllegalStateException("this JDK cannot make an RSA key", impossible);
    }
  }

  /** The modulus that the issuer must show when it really signs with this key. */
  static String modulus(String signingKey) {
    try {
      return RSAKey.parse(signingKey).getModulus().toString();
    } catch (java.text.ParseException broken) {
      throw new CommandFailedException("the issuer's signing key is not a JWK", broken);
    }
  }

  /**
   * The server's configuration file. It holds the private key: mode 600.
   *
   * @param issuer by which every token names it; left alone, that would be the address by which it
   *     was asked, and containers ask by another than people
   */
  static String json(String signingKey, String loginPageFile, String issuer) {
    var mappings = new ArrayList<Map<String, Object>>();
    SERVICES.forEach(
        (client, service) ->
            mappings.add(
                mapping(
                    client,
                    Map.of(
                        "iss",
                        issuer,
                        "sub",
                        client,
                        "aud",
                        service.audience(),
                        "agency",
                        Settings.AGENCY_ID,
                        "roles",
                        service.roles()))));
    for (var person : DemoPerson.values()) {
      mappings.add(mapping(person.clientId(), claimsOf(person, issuer)));
    }
    return write(
        Map.of(
            "interactiveLogin",
            true,
            "httpServer",
            "NettyWrapper",
            "loginPagePath",
            loginPageFile,
            "tokenProvider",
            Map.of("keyProvider", Map.of("initialKeys", signingKey, "algorithm", "RS256")),
            "tokenCallbacks",
            List.of(
                Map.of(
                    "issuerId", "default",
                    "tokenExpiry", TOKEN_EXPIRY_SECONDS,
                    "requestMappings", mappings))));
  }

  private static Map<String, Object> mapping(String clientId, Map<String, Object> claims) {
    return Map.of("requestParam", "client_id", "match", clientId, "claims", claims);
  }

  private static Map<String, Object> claimsOf(DemoPerson person, String issuer) {
    var claims = new LinkedHashMap<>(person.claims());
    claims.put("iss", issuer);
    return claims;
  }

  /** The sign-in page: one button for each person, in place of names and passwords. */
  static String loginPage(String issuer) throws IOException {
    try (var template = IssuerConfiguration.class.getResourceAsStream("/login.html")) {
      if (template == null) {
        throw new IllegalStateException("login.html is not packed with the launcher");
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("<!-- console people -->", buttons(true, issuer))
          .replace("<!-- other people -->", buttons(false, issuer));
    }
  }

  private static String buttons(boolean forConsole, String issuer) {
    return Arrays.stream(DemoPerson.values())
        .filter(person -> person.usesConsole() == forConsole)
        .map(person -> button(person, issuer))
        .collect(Collectors.joining("\n"));
  }

  private static String button(DemoPerson person, String issuer) {
    var claims = new LinkedHashMap<>(claimsOf(person, issuer));
    // The id token's audience must name the client that asked for it.
    var audience = new ArrayList<>(person.audience());
    audience.add(CONSOLE_CLIENT_ID);
    claims.put("aud", audience);
    return """
    <li><form method="post">
      <input type="hidden" name="username" value="%s">
      <input type="hidden" name="claims" value="%s">
      <button type="submit">%s</button>
      <span>%s &ndash; %s</span>
    </form></li>\
    """
        .formatted(
            escaped(person.subject()),
            escaped(write(claims)),
            escaped(String.valueOf(claims.get("name"))),
            escaped(String.join(", ", person.roles())),
            escaped(person.does()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String write(Object value) {
    try {
      return PRETTY.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps and strings are always JSON", impossible);
    }
  }
}

package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.ArrayList;
import java.util.List;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.Test;

class IssuerConfigurationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ISSUER = "http://127.0.0.1:8086/default";
  private static final String KEY = IssuerConfiguration.newSigningKey();

  @Test
  void theSigningKeyIsPrivateAndNewEachTime() throws Exception {
    var key = RSAKey.parse(KEY);

    assertThat(key.isPrivate()).isTrue();
    assertThat(key.size()).isEqualTo(2048);
    assertThat(IssuerConfiguration.newSigningKey()).isNotEqualTo(KEY);
  }

  @Test
  void theSignInServerSignsWithOurKeyAndNotWithTheOneInItsJar() {
    var config =
        OAuth2Config.Companion.fromJson(IssuerConfiguration.json(KEY, "login.html", ISSUER));

    var shown = config.getTokenProvider().publicJwkSet("default").toString();

    assertThat(shown).contains(IssuerConfiguration.modulus(KEY));
  }

  @Test
  void noMappingMatchesTheConsoleBecauseItWouldOutrankTheSignIn() throws Exception {
    for (var mapping : mappings()) {
      assertThat(IssuerConfiguration.CONSOLE_CLIENT_ID)
          .doesNotMatch(mapping.path("match").asText());
      assertThat(mapping.path("match").asText()).isNotEqualTo("*");
    }
  }

  @Test
  void onlyAccessMayReadContentAsAService() throws Exception {
    var readers = new ArrayList<String>();
    for (var mapping : mappings()) {
      if (mapping.path("claims").path("roles").toString().contains("content-reader")) {
        readers.add(mapping.path("match").asText());
      }
    }

    assertThat(readers).containsExactly("access");
  }

  @Test
  void everyTokenNamesItsIssuerSubjectAgencyAndAudience() throws Exception {
    for (var mapping : mappings()) {
      var claims = mapping.path("claims");
      assertThat(claims.path("iss").asText()).isEqualTo(ISSUER);
      assertThat(claims.path("sub").asText()).isNotEmpty();
      assertThat(claims.path("agency").asText()).isEqualTo("demo");
      assertThat(claims.path("aud").isArray()).isTrue();
      assertThat(claims.path("roles").isArray()).isTrue();
    }
  }

  @Test
  void theSignInPageOffersEverybodyAndSaysThatThereAreNoPasswords() throws Exception {
    var page = IssuerConfiguration.loginPage(ISSUER);

    for (var person : DemoPerson.values()) {
      assertThat(page).contains("value=\"" + person.subject() + "\"");
    }
    assertThat(page).contains("no passwords").contains("&quot;console&quot;");
    assertThat(page.replace(ISSUER, "")).doesNotContain("http://").doesNotContain("https://");
    assertThat(page).doesNotContain("<!-- ");
  }

  private static List<JsonNode> mappings() throws Exception {
    var list = new ArrayList<JsonNode>();
    JSON.readTree(IssuerConfiguration.json(KEY, "login.html", ISSUER))
        .path("tokenCallbacks")
        .path(0)
        .path("requestMappings")
        .forEach(list::add);
    assertThat(list).hasSizeGreaterThan(10);
    return list;
  }
}

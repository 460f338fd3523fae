package org.casenotesaudit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.Test;

/** The parts are real, are where they say they are, and refuse what the real ones refuse. */
class RealPartsIT {

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void theBrokerHasTheTopicsOfTheCatalogue() throws Exception {
    try (Admin admin = Broker.running().admin()) {
      Set<String> names = admin.listTopics().names().get(20, TimeUnit.SECONDS);
      assertThat(names)
          .containsAll(Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet()));
    }
  }

  @Test
  void theBrokerHasFinalisedTheTransactionsThatRepairLateMarkers() throws Exception {
    try (Admin admin = Broker.running().admin()) {
      assertThat(
              admin
                  .describeFeatures()
                  .featureMetadata()
                  .get(20, TimeUnit.SECONDS)
                  .finalizedFeatures()
                  .get("transaction.version")
                  .maxVersionLevel())
          .isGreaterThanOrEqualTo((short) 2);
    }
  }

  @Test
  void theIssuerPublishesTheKeyOfItsTokensUnderAnAddressWithoutNames() throws Exception {
    Issuer issuer = Issuer.running();
    assertThat(get(issuer.jwksUrl())).contains("\"kid\"").doesNotContain("\"d\"");
    assertThat(get(issuer.issuer() + "/.well-known/openid-configuration"))
        .contains("\"" + issuer.issuer() + "\"");
  }

  @Test
  void theIssuerGivesServicesTheirRolesAndNobodyElseAny() throws Exception {
    assertThat(claims(clientToken("access", "secret")))
        .contains("content-reader")
        .contains("case-notes")
        .contains(Issuer.running().issuer());
    assertThat(claims(clientToken("alerts", "secret"))).contains("service-alerts");
    assertThat(claims(clientToken("stranger", "secret"))).contains("\"roles\":[]");
  }

  @Test
  void aServiceWithoutASecretGetsItsTokenToo() throws Exception {
    assertThat(claims(clientToken("access", ""))).contains("content-reader");
  }

  @Test
  void theDatabaseAsksForAPasswordAndTheRunningRoleCannotChangeTables() throws Exception {
    Postgres.Database database = Postgres.running().newDatabase("real-parts");
    try (Connection migrate = database.asMigrate().getConnection()) {
      migrate.createStatement().execute("CREATE TABLE note (id bigint)");
    }
    try (Connection run = database.asRun().getConnection()) {
      run.createStatement().execute("INSERT INTO note VALUES (1)");
      assertThatThrownBy(() -> run.createStatement().execute("DROP TABLE note"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> run.createStatement().execute("CREATE TABLE other (id bigint)"))
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(
            () -> DriverManager.getConnection(database.url(), database.runUser(), "wrong"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void settingsNameEveryPart() {
    assertThat(MicronautSettings.of("case-notes"))
        .containsKeys(
            "KAFKA_BOOTSTRAP_SERVERS",
            "SCHEMA_REGISTRY_URL",
            "DB_URL",
            "DB_RUN_PASSWORD_FILE",
            "OIDC_ISSUER",
            "KEYS_DIR");
  }

  private String clientToken(String clientId, String secret) throws Exception {
    String form =
        "grant_type=client_credentials&client_id="
            + clientId
            + "&client_secret="
            + secret
            + "&audience=case-notes&scope=case-notes";
    HttpResponse<String> answer =
        http.send(
            request(Issuer.running().tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }

  private static String claims(String token) {
    return new String(
        java.util.Base64.getUrlDecoder().decode(List.of(token.split("\\.")).get(1)),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private String get(String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
  }
}

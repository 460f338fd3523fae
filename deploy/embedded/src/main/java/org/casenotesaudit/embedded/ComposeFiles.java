package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.casenotesaudit.provision.Databases;

/**
 * What the containers of {@code deploy/compose} are given: passwords, the sign-in server's key and
 * people, and the variables of {@code compose.yaml}. Each is made once and then kept.
 */
final class ComposeFiles {
  private static final String LOGIN_PAGE_INSIDE = "/run/secrets/login-page";

  private final Settings settings;

  ComposeFiles(Settings settings) {
    this.settings = settings;
  }

  /** Writes them under the run folder; the variables into {@code compose.env}. */
  void write() throws IOException {
    settings.remember();
    Secrets.readOrMake(settings.secret("postgres-superuser"), Secrets::randomPassword);
    for (var user : Databases.USERS) {
      secret("passwords", Databases.migrateRole(user));
      secret("passwords", Databases.runRole(user));
    }
    for (var app : App.values()) {
      secret("clients", app.appName());
      Secrets.makeFolder(settings.secret("keys").resolve(app.appName()));
    }
    writeIssuer();
    Secrets.write(settings.run().resolve("compose.env"), lines(variables()));
  }

  private void secret(String folder, String name) {
    Secrets.readOrMake(settings.secret(folder).resolve(name), Secrets::randomPassword);
  }

  private void writeIssuer() throws IOException {
    var key =
        Secrets.readOrMake(
            settings.secret("issuer-signing-key"), IssuerConfiguration::newSigningKey);
    Secrets.write(
        settings.secret("issuer-configuration"),
        IssuerConfiguration.json(key, LOGIN_PAGE_INSIDE, settings.issuer()));
    Secrets.write(settings.secret("login-page"), IssuerConfiguration.loginPage(settings.issuer()));
  }

  private Map<String, String> variables() {
    var variables = new TreeMap<String, String>();
    settings.ports().forEach((port, number) -> variables.put(port.variable(), "" + number));
    variables.put("AGENCY_ID", Settings.AGENCY_ID);
    variables.put("LOG_ORIGIN", Settings.LOG_ORIGIN);
    variables.put("OIDC_ISSUER", settings.issuer());
    variables.put("SECRETS", settings.secret("").toString());
    variables.put("KAFKA_CLUSTER_ID", clusterId(settings.run().resolve("kafka-cluster-id")));
    return variables;
  }

  /** The brokers' folders name their cluster: with another id none of them would start again. */
  private static String clusterId(Path file) {
    return Secrets.readOrMake(file, () -> Uuid.randomUuid().toString());
  }

  private static String lines(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
        .collect(Collectors.joining());
  }
}

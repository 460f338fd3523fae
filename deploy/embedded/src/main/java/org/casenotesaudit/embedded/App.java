package org.casenotesaudit.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Our own applications, each told by environment variables where everything is. */
enum App {
  CASE_NOTES(Port.CASE_NOTES, 192, Jvm.LIVES_LONG, Priority.PEOPLE_WAIT),
  ACCESS(Port.ACCESS, 192, Jvm.LIVES_LONG, Priority.PEOPLE_WAIT),
  AUDIT_TRAIL(Port.AUDIT_TRAIL, 224, Jvm.FOLLOWS, Priority.FOLLOWS),
  CONFIDENTIALITY(Port.CONFIDENTIALITY, 224, Jvm.FOLLOWS, Priority.FOLLOWS),
  ALERTS(Port.ALERTS, 192, Jvm.SELDOM_BUSY, Priority.FOLLOWS);

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Port port;
  private final int heapMegabytes;
  private final List<String> temper;
  private final Priority priority;

  App(Port port, int heapMegabytes, List<String> temper, Priority priority) {
    this.port = port;
    this.heapMegabytes = heapMegabytes;
    this.temper = temper;
    this.priority = priority;
  }

  /** Also the audience of its tokens and its OAuth client id. */
  String appName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Port port() {
    return port;
  }

  Path jar(Settings settings) {
    return settings
        .project()
        .resolve("services/%s/target/app/%s.jar".formatted(appName(), appName()));
  }

  Part part(Settings settings, Databases databases) {
    var command = new ArrayList<>(Jvm.command(settings, appName(), heapMegabytes, temper));
    command.addAll(List.of("-jar", jar(settings).toString()));
    return new Part(
        appName(),
        Set.of(Steps.TOPICS, Steps.ISSUER),
        List.of(port),
        command,
        priority,
        environment(settings, databases),
        Part.StopSignal.TERM,
        Probe.http(settings.http(port) + "/health/readiness", body -> body.contains("UP")),
        PATIENCE);
  }

  /** Only variables that the app reads: one with a misspelt name would change nothing, unseen. */
  Map<String, String> environment(Settings settings, Databases databases) {
    Secrets.readOrMake(settings.secret(appName() + "-client"), Secrets::randomPassword);
    var environment = new HashMap<>(databases.environment(appName()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", settings.registryUrl());
    environment.put("AGENCY_ID", Settings.AGENCY_ID);
    environment.put("OIDC_ISSUER", settings.issuer());
    environment.put("OIDC_JWKS_URL", settings.issuer() + "/jwks");
    environment.put("OIDC_TOKEN_URL", settings.issuer() + "/token");
    environment.put("CLIENT_ID", appName());
    environment.put("CLIENT_SECRET_FILE", settings.secret(appName() + "-client").toString());
    environment.put("KEYS_DIR", settings.secret(appName() + "-keys").toString());
    environment.put("HTTP_HOST", "127.0.0.1");
    environment.put("PRODUCTION", "false");
    environment.put(port.variable(), "" + settings.port(port));
    environment.putAll(ofItsOwn(settings));
    return environment;
  }

  private Map<String, String> ofItsOwn(Settings settings) {
    var folder = settings.data(appName()).toString();
    return switch (this) {
      case CASE_NOTES -> Map.of();
      case ACCESS -> Map.of("CASE_NOTES_URL", settings.http(Port.CASE_NOTES));
      case AUDIT_TRAIL -> Map.of("DATA_DIR", folder, "LOG_ORIGIN", Settings.LOG_ORIGIN);
      case CONFIDENTIALITY -> Map.of("DATA_DIR", folder);
      case ALERTS ->
          Map.of(
              "ACCESS_URL",
              settings.http(Port.ACCESS),
              "AUDIT_TRAIL_URL",
              settings.http(Port.AUDIT_TRAIL),
              "CONSOLE_CLIENT_ID",
              IssuerConfiguration.CONSOLE_CLIENT_ID,
              "OIDC_AUTHORIZATION_URL",
              settings.issuer() + "/authorize");
    };
  }
}

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
  CASE_NOTES(Port.CASE_NOTES, 192, Jvm.SOON_QUICK),
  ACCESS(Port.ACCESS, 192, Jvm.SOON_QUICK),
  AUDIT_TRAIL(Port.AUDIT_TRAIL, 224, Jvm.LIVES_LONG),
  CONFIDENTIALITY(Port.CONFIDENTIALITY, 224, Jvm.LIVES_LONG),
  ALERTS(Port.ALERTS, 192, Jvm.SOON_QUICK);

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Port port;
  private final int heapMegabytes;
  private final List<String> temper;

  App(Port port, int heapMegabytes, List<String> temper) {
    this.port = port;
    this.heapMegabytes = heapMegabytes;
    this.temper = temper;
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
        environment(settings, databases),
        Part.StopSignal.TERM,
        Probe.http(settings.http(port) + "/health/readiness", body -> body.contains("UP")),
        PATIENCE);
  }

  Map<String, String> environment(Settings settings, Databases databases) {
    Secrets.readOrMake(settings.secret(appName() + "-client"), Secrets::randomPassword);
    var environment = new HashMap<>(databases.environment(appName()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", settings.registryUrl());
    environment.put("AGENCY_ID", Settings.AGENCY_ID);
    environment.put("OIDC_ISSUER", settings.issuer());
    environment.put("OIDC_JWKS_URL", settings.issuer() + "/jwks");
    environment.put("OIDC_TOKEN_URL", settings.issuer() + "/token");
    environment.put("OIDC_AUTHORIZE_URL", settings.issuer() + "/authorize");
    environment.put("CONSOLE_CLIENT_ID", IssuerConfiguration.CONSOLE_CLIENT_ID);
    environment.put("CLIENT_ID", appName());
    environment.put("CLIENT_SECRET_FILE", settings.secret(appName() + "-client").toString());
    environment.put("KEYS_DIR", settings.secret(appName() + "-keys").toString());
    environment.put("DATA_DIR", settings.data(appName()).toString());
    environment.put("HTTP_HOST", "127.0.0.1");
    environment.put("LOG_ORIGIN", "casenotesaudit.example/" + Settings.AGENCY_ID);
    environment.put("PRODUCTION", "false");
    for (var neighbour : values()) {
      environment.put(neighbour.port.variable(), "" + settings.port(neighbour.port));
      environment.put(neighbour.name() + "_URL", settings.http(neighbour.port));
    }
    return environment;
  }
}

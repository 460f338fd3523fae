package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts that are not ours: Kafka, the schema registry and the sign-in server. */
final class Infrastructure {
  private static final int KAFKA_HEAP_MEGABYTES = 352;
  private static final int REGISTRY_HEAP_MEGABYTES = 224;
  private static final int ISSUER_HEAP_MEGABYTES = 64;

  private final Settings settings;

  Infrastructure(Settings settings) {
    this.settings = settings;
  }

  Part kafka() throws IOException {
    var folder = Files.createDirectories(settings.processFolder("kafka"));
    var configuration = folder.resolve("server.properties");
    Files.writeString(configuration, KafkaConfiguration.serverProperties(settings));
    return new Part(
        "kafka",
        Set.of(),
        List.of(Port.KAFKA, Port.KAFKA_CONTROLLER),
        ofOurs(
            Jvm.command(settings, "kafka", KAFKA_HEAP_MEGABYTES, Jvm.FOLLOWS),
            KafkaBroker.class.getName(),
            configuration.toString()),
        Priority.FOLLOWS,
        Map.of(),
        Part.StopSignal.TERM,
        Probe.kafka(settings.bootstrapServers()),
        Duration.ofSeconds(90));
  }

  Part registry(Databases databases) {
    var command =
        new ArrayList<>(
            Jvm.command(settings, "registry", REGISTRY_HEAP_MEGABYTES, Jvm.SELDOM_BUSY));
    var jar = settings.project().resolve("deploy/embedded/target/registry/quarkus-run.jar");
    command.addAll(List.of("-jar", jar.toString()));
    var environment = new HashMap<>(databases.registryEnvironment());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "" + settings.port(Port.REGISTRY));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", "" + settings.port(Port.REGISTRY_MANAGEMENT));
    environment.put("QUARKUS_LOG_CONSOLE_COLOR", "false");
    environment.put("QUARKUS_LOG_LEVEL", "WARN");
    environment.put("APICURIO_LOG_LEVEL", "WARN");
    return new Part(
        "registry",
        Set.of(Steps.DATABASES),
        List.of(Port.REGISTRY, Port.REGISTRY_MANAGEMENT),
        command,
        Priority.FOLLOWS,
        environment,
        Part.StopSignal.TERM,
        Probe.http(settings.registryUrl() + "/config", body -> body.contains("compatibility")),
        Duration.ofSeconds(90));
  }

  Part issuer() throws IOException {
    var folder = Files.createDirectories(settings.processFolder(Steps.ISSUER));
    var page = folder.resolve("login.html");
    Files.writeString(page, IssuerConfiguration.loginPage(settings.issuer()));
    var key =
        Secrets.readOrMake(
            settings.secret("issuer-signing-key"), IssuerConfiguration::newSigningKey);
    var configuration = settings.secret("issuer-configuration");
    Secrets.write(configuration, IssuerConfiguration.json(key, page.toString(), settings.issuer()));
    var environment =
        Map.of(
            "SERVER_HOSTNAME",
            "127.0.0.1",
            "SERVER_PORT",
            "" + settings.port(Port.OIDC),
            "JSON_CONFIG_PATH",
            configuration.toString(),
            "LOGBACK_CONFIG",
            "logback.xml");
    // Asking for the keys at once also binds our key to our issuer: it goes to the first who asks.
    return new Part(
        Steps.ISSUER,
        Set.of(),
        List.of(Port.OIDC),
        ofOurs(
            Jvm.command(settings, Steps.ISSUER, ISSUER_HEAP_MEGABYTES, Jvm.SELDOM_BUSY),
            "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt"),
        Priority.PEOPLE_WAIT,
        environment,
        Part.StopSignal.TERM,
        Probe.http(
            settings.issuer() + "/jwks", body -> body.contains(IssuerConfiguration.modulus(key))),
        Duration.ofSeconds(60));
  }

  private List<String> ofOurs(List<String> jvm, String mainClass, String... arguments) {
    var command = new ArrayList<>(jvm);
    command.addAll(List.of("-cp", settings.launcherClassPath(), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }
}

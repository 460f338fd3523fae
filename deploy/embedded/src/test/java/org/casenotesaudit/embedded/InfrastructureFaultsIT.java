package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.casenotesaudit.provision.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, started as deploy/up starts them, in a folder and on ports of their own. */
class InfrastructureFaultsIT {
  private static final List<String> PARTS = List.of("databases", "kafka", "oidc");

  @TempDir Path run;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Settings settings;
  private Processes processes;

  @BeforeEach
  void settings() throws Exception {
    settings = SettingsFixture.withFreePorts(run);
    processes = new Processes(settings);
  }

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    new Down(settings, progress()).run(false);
    assertThat(Steps.processes()).noneMatch(name -> processes.find(name).isPresent());
  }

  @Test
  void afterKillingEverythingTheSameCommandHealsAndNothingIsLost() throws Exception {
    up();
    var clusterId = Files.readString(settings.data("kafka").resolve("meta.properties"));
    var key = Files.readString(settings.secret("issuer-signing-key"));
    try (var connection = as("access", Databases.migrateRole("access"))) {
      execute(connection, "create table kept (word text)");
      execute(connection, "insert into kept values ('kept')");
    }

    for (var name : List.of("postgres", "kafka", "oidc")) {
      processes.find(name).orElseThrow().destroyForcibly();
    }
    awaitEnd("postgres", "kafka", "oidc");
    up();

    try (var connection = as("access", Databases.runRole("access"));
        var words = connection.createStatement().executeQuery("select word from kept")) {
      assertThat(words.next()).isTrue();
    }
    assertThat(Files.readString(settings.data("kafka").resolve("meta.properties")))
        .isEqualTo(clusterId);
    assertThat(Files.readString(settings.secret("issuer-signing-key"))).isEqualTo(key);
    assertThat(new Tokens(settings).of(DemoPerson.OMAR)).isNotEmpty();
  }

  @Test
  void whatRunsIsLeftAlone() throws Exception {
    new Up(settings, progress()).run(List.of("oidc"));
    long first = processes.find("oidc").orElseThrow().pid();

    new Up(settings, progress()).run(List.of("oidc"));

    assertThat(processes.find("oidc").orElseThrow().pid()).isEqualTo(first);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("oidc runs already");
  }

  @Test
  void aPortInUseIsNamedWithItsVariable() throws Exception {
    try (var other = new ServerSocket()) {
      other.bind(new InetSocketAddress("127.0.0.1", settings.port(Port.OIDC)));

      assertThatThrownBy(() -> new Up(settings, progress()).run(List.of("oidc")))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining(String.valueOf(settings.port(Port.OIDC)))
          .hasMessageContaining("OIDC_PORT");
    }
  }

  private void up() throws Exception {
    new Up(settings, progress()).run(PARTS);
  }

  private Progress progress() {
    return new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private Connection as(String user, String role) throws Exception {
    var password = Files.readString(settings.secret(role)).strip();
    return DriverManager.getConnection(
        new Postgres(settings).url(Databases.database(user)), role, password);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void awaitEnd(String... names) throws InterruptedException {
    for (var name : names) {
      while (processes.find(name).isPresent()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}

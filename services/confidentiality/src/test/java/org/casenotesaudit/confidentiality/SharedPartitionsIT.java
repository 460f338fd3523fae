package org.casenotesaudit.confidentiality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Eventually;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that share the partitions: each answers for its own clients, and says so. */
class SharedPartitionsIT {

  private static final int CLIENTS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Postgres.Database database = Postgres.running().newDatabase("confidentiality");

  @TempDir Path first;
  @TempDir Path second;

  @Test
  void aClientOfTheOtherProcessIs503AndNeitherEmptyNorOnRecordAsRead() {
    try (var one = start(first);
        var other = start(second);
        var publisher =
            new Publisher(Broker.running().bootstrapServers(), Registry.running().url())) {
      List<EmbeddedServer> both = List.of(one, other);
      both.forEach(
          app -> Eventually.eventually("ready", PATIENCE, () -> ready(app), it -> it == 200));
      List<String> clients =
          Stream.generate(UUID::randomUUID).limit(CLIENTS).map(UUID::toString).toList();
      clients.forEach(
          client ->
              publisher.publish(
                  named("note-" + client).of(client).by(COLIN).opened(RecordKind.CASE_NOTE, 5)));

      Set<Integer> holders = new HashSet<>();
      for (String client : clients) {
        String accessId = id("access-note-" + client);
        String path = "/v1/clients/" + client + "/judgements";
        int holder =
            Eventually.eventually(
                "who holds client " + client,
                PATIENCE,
                () -> holding(both, path, accessId),
                it -> it >= 0);
        EmbeddedServer without = both.get(1 - holder);
        long readsBefore = reads();

        HttpResponse<String> all = get(without, path);
        assertThat(all.statusCode()).as(all.body()).isEqualTo(503);
        assertThat(all.body()).contains("stream-not-running");
        assertThat(get(without, path + "/" + accessId).statusCode()).isEqualTo(503);
        assertThat(reads())
            .as("what was not shown is not on record as read")
            .isEqualTo(readsBefore);
        holders.add(holder);
      }
      assertThat(holders).as("both hold some").hasSize(2);
    }
  }

  private EmbeddedServer start(Path folder) {
    Map<String, Object> settings = new HashMap<>(MicronautSettings.of("confidentiality", database));
    settings.put("STREAMS_APPLICATION_ID", "confidentiality-shared");
    settings.put("DATA_DIR", folder.toString());
    return ApplicationContext.run(EmbeddedServer.class, settings);
  }

  /** The place of the app that tells of the access, or -1. */
  private int holding(List<EmbeddedServer> apps, String path, String accessId) {
    for (int i = 0; i < apps.size(); i++) {
      if (get(apps.get(i), path).body().contains(accessId)) {
        return i;
      }
    }
    return -1;
  }

  private int ready(EmbeddedServer app) {
    return get(app, "/health/readiness").statusCode();
  }

  private HttpResponse<String> get(EmbeddedServer app, String path) {
    String token = Issuer.running().token(MARIA, List.of("confidentiality"), "auditor");
    try {
      return http.send(
          HttpRequest.newBuilder(app.getURI().resolve(path))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path + " not answered", e);
    }
  }

  private long reads() {
    try (var connection = database.asMigrate().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from outbox where topic = 'confidentiality.reads.v1'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError("outbox not read", e);
    }
  }
}

package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernKind;
import org.casenotesaudit.alerts.concern.GroupKey;
import org.casenotesaudit.alerts.concern.OwnConcern;
import org.casenotesaudit.alerts.concern.RuleFamily;
import org.casenotesaudit.alerts.concern.Standing;
import org.casenotesaudit.alerts.concern.TeamId;
import org.casenotesaudit.alerts.concern.Viewer;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.console.OpenSessions;
import org.casenotesaudit.alerts.store.AlertStore;
import org.casenotesaudit.alerts.store.ConcernQueries;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody meets a concern that is too close to them, on any route, by any question. */
class OwnConcernIT {

  private final RunningAlerts alerts = RunningAlerts.shared();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theQueryAndThePurePredicateSayTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    try (Connection connection = alerts.database.asRun().getConnection()) {
      connection.setAutoCommit(false);
      Set<ConcernId> mine = new HashSet<>();
      List<Concern> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        mine.add(open(connection, random));
      }
      Viewer stranger = new Viewer.Mapped(new WorkerId("nobody"), Set.of(), Set.of(), Set.of());
      for (ConcernId id : mine) {
        all.add(ConcernQueries.find(connection, stranger, id).orElseThrow());
      }
      for (int i = 0; i < 40; i++) {
        Viewer viewer = viewer(random);
        Set<ConcernId> permitted =
            all.stream()
                .filter(concern -> OwnConcern.permits(viewer, concern.subject()))
                .map(Concern::id)
                .collect(Collectors.toSet());
        Set<ConcernId> found =
            all.stream()
                .map(Concern::id)
                .filter(id -> isFound(connection, viewer, id))
                .collect(Collectors.toSet());
        assertThat(found).as("viewer %s", viewer).isEqualTo(permitted);
        assertThat(
                ConcernQueries.openedAfter(connection, viewer, 0).stream()
                    .map(Concern::id)
                    .filter(mine::contains))
            .isSubsetOf(permitted);
        assertThat(
                ConcernQueries.page(connection, viewer, QueueFilter.everything(), 1000, null)
                    .concerns()
                    .stream()
                    .map(Concern::id)
                    .filter(mine::contains)
                    .collect(Collectors.toSet()))
            .isEqualTo(permitted);
      }
      connection.rollback();
    }
  }

  private static boolean isFound(Connection connection, Viewer viewer, ConcernId id) {
    try {
      return ConcernQueries.find(connection, viewer, id).isPresent();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConcernId open(Connection connection, Random random) throws Exception {
    ConcernId id = new ConcernId(UUID.randomUUID());
    String client = random.nextInt(5) == 0 ? null : "client-" + random.nextInt(4);
    GroupKey key =
        new GroupKey(
            new WorkerId("worker-" + random.nextInt(5)),
            client == null ? null : new ClientId(client),
            RuleFamily.OTHER,
            ConcernKind.CONDUCT,
            LocalDate.of(2026, 1, 1));
    Standing standing =
        new Standing(
            Severity.LOW,
            100,
            List.of("any"),
            random.nextBoolean() ? List.of("team-" + random.nextInt(4)) : List.of(),
            1,
            0,
            Instant.EPOCH,
            Instant.EPOCH);
    AlertStore.open(connection, id, key, null, standing, Instant.EPOCH);
    return id;
  }

  private static Viewer viewer(Random random) {
    WorkerId worker = new WorkerId("worker-" + random.nextInt(6));
    if (random.nextInt(8) == 0) {
      return new Viewer.Unmapped(worker);
    }
    return new Viewer.Mapped(
        worker,
        some(random, "worker-").map(WorkerId::new).collect(Collectors.toSet()),
        some(random, "team-").map(TeamId::new).collect(Collectors.toSet()),
        some(random, "client-").map(ClientId::new).collect(Collectors.toSet()));
  }

  private static java.util.stream.Stream<String> some(Random random, String of) {
    return random.ints(random.nextInt(3), 0, 5).mapToObj(number -> of + number);
  }

  @Test
  void aSupervisorAboveAColleagueBesideAndTheWorkerThemselvesMeetTheConcernNowhere()
      throws Exception {
    String worker = StreamEvents.id();
    String boss = StreamEvents.id();
    String bossOfBoss = StreamEvents.id();
    String colleague = StreamEvents.id();
    String junior = StreamEvents.id();
    String team = StreamEvents.id();
    alerts.stream.workerFile(worker, 1, List.of(team), List.of(boss));
    alerts.stream.workerFile(boss, 1, List.of(), List.of(bossOfBoss));
    alerts.stream.workerFile(bossOfBoss, 1, List.of(), List.of());
    alerts.stream.workerFile(colleague, 1, List.of(team), List.of());
    alerts.stream.workerFile(junior, 1, List.of(), List.of(worker));
    String stranger = StreamEvents.id();
    alerts.stream.workerFile(stranger, 1, List.of(StreamEvents.id()), List.of());
    String client = StreamEvents.id();
    alerts.stream.raise(Flagged.by(worker, client), "after-ending", Severity.HIGH, 700, 1);
    String id = alerts.concernAbout(client).path("concernId").asText();
    // Something that everybody here may see, so that seeing nothing at all is no success.
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), StreamEvents.id()), "after-ending", Severity.LOW, 10, 1);
    RunningAlerts.await(
        "the stranger sees it",
        () -> alerts.get(stranger, "/v1/concerns/" + id),
        answer -> answer.status() == 200);
    RunningAlerts.await(
        "the files of the others were read",
        () -> alerts.get(junior, "/v1/concerns?limit=1").json().path("matching").asInt(),
        matching -> matching > 0);

    for (String close : List.of(worker, boss, bossOfBoss, colleague, junior, StreamEvents.id())) {
      assertMeetsItNowhere(close, client, id);
    }
    var toTheBoss = alerts.post(OMAR, "/v1/concerns/" + id + "/assign", Map.of("assigneeId", boss));
    assertThat(toTheBoss.status()).isEqualTo(409);
    assertThat(toTheBoss.code()).isEqualTo("assignee-not-permitted");
    assertThat(
            alerts.get(OMAR, "/v1/concerns/" + id).json().path("concern").path("status").asText())
        .isEqualTo("open");
  }

  private void assertMeetsItNowhere(String close, String client, String id) throws Exception {
    String path = "/v1/concerns/" + id;
    assertThat(alerts.concernsAbout(close, client)).isEmpty();
    assertThat(alerts.get(close, path).status()).isEqualTo(404);
    assertThat(alerts.get(close, path).body())
        .isEqualTo(alerts.get(close, "/v1/concerns/" + StreamEvents.id()).body());
    Map<String, Object> steps =
        Map.of(
            "/assign", Map.of("assigneeId", close),
            "/comments", Map.of("text", "hello"),
            "/resolve", Map.of("resolution", "REASON_CONFIRMED"));
    steps.forEach(
        (step, body) ->
            assertThat(alerts.post(close, path + step, body).status()).as(step).isEqualTo(404));
    assertThat(alerts.post(close, path + "/reopen", null).status()).isEqualTo(404);
    assertThat(alerts.post(close, path + "/name", null).status()).isEqualTo(404);
    assertThat(alerts.neighbours.disclosures).noneMatch(asked -> asked.contains(close));
    assertThat(streamed(close)).doesNotContain(id);
    String cookie =
        OpenSessions.cookie(alerts.server.getApplicationContext(), close, "compliance-officer");
    for (String page : List.of("/concerns/" + id, "/concerns/" + id + "/proof/any")) {
      assertThat(alerts.call("GET", page, null, null, "Cookie", cookie).status())
          .as(page)
          .isEqualTo(404);
    }
    assertThat(alerts.call("GET", "/", null, null, "Cookie", cookie).body()).doesNotContain(id);
  }

  /** What the stream says at once, from the first concern on. */
  private String streamed(String viewer) throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(alerts.server.getURL() + "/v1/concerns/stream?after=0")
                .toURL()
                .openConnection();
    connection.setRequestProperty(
        "Authorization", "Bearer " + RunningAlerts.token(viewer, "compliance-officer"));
    connection.setReadTimeout(1_500);
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
      }
    } catch (java.net.SocketTimeoutException silence) {
      return said.toString();
    }
    return said.toString();
  }

  @Test
  void theStreamTellsAStrangerOfTheSameConcern() throws Exception {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    String id = alerts.concernAbout(client).path("concernId").asText();
    assertThat(streamed(OMAR)).contains("event: concern").contains(id).doesNotContain(client);
  }
}

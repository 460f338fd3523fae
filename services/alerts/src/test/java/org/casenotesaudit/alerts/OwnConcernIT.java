package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import org.casenotesaudit.alerts.store.AlertStore;
import org.casenotesaudit.alerts.store.ConcernQueries;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.alerts.store.QueuePage;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody meets a concern that is too close to them, by any question that can be asked. */
class OwnConcernIT {

  /** The rules of the concerns opened here. */
  private static final Pattern RULE = Pattern.compile("^rule-\\d+$");

  private final RunningAlerts alerts = RunningAlerts.shared();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theQueryAndThePurePredicateSayTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    try (Connection connection = alerts.database.asRun().getConnection()) {
      // What other tests open meanwhile is not counted.
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      Viewer stranger = new Viewer.Mapped(new WorkerId("nobody"), Set.of(), Set.of(), Set.of());
      QueuePage before = everything(connection, stranger);
      Set<ConcernId> mine = new HashSet<>();
      List<Concern> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        mine.add(open(connection, random, i));
      }
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
        QueuePage page = everything(connection, viewer);
        assertThat(
                page.concerns().stream()
                    .map(Concern::id)
                    .filter(mine::contains)
                    .collect(Collectors.toSet()))
            .isEqualTo(permitted);
        long others = seesOthers(viewer) ? before.visible() : 0;
        assertThat(page.visible()).isEqualTo(others + permitted.size());
        assertThat(page.matching()).isEqualTo(page.visible());
        assertThat(page.lastOpenedNumber()).isEqualTo(newestOf(all, permitted, viewer, before));
        assertThat(ConcernQueries.rules(connection, viewer).stream().filter(RULE.asPredicate()))
            .hasSize(permitted.size())
            .containsExactlyInAnyOrderElementsOf(
                all.stream()
                    .filter(concern -> permitted.contains(concern.id()))
                    .flatMap(concern -> concern.ruleIds().stream())
                    .toList());
        Concern one = all.get(random.nextInt(all.size()));
        assertThat(ConcernQueries.page(connection, viewer, onlyRuleOf(one), 1, null).matching())
            .isEqualTo(permitted.contains(one.id()) ? 1 : 0);
      }
      connection.rollback();
    }
  }

  private static QueuePage everything(Connection connection, Viewer viewer) throws SQLException {
    return ConcernQueries.page(connection, viewer, QueueFilter.everything(), 1000, null);
  }

  private static long newestOf(
      List<Concern> all, Set<ConcernId> permitted, Viewer viewer, QueuePage before) {
    return all.stream()
        .filter(concern -> permitted.contains(concern.id()))
        .mapToLong(Concern::openedNumber)
        .max()
        .orElse(seesOthers(viewer) ? before.lastOpenedNumber() : 0);
  }

  /** Nobody here stands close to what other tests opened. */
  private static boolean seesOthers(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Mapped ignored -> true;
      case Viewer.External external -> external.reviewers().isEmpty();
      case Viewer.Unmapped ignored -> false;
    };
  }

  private static QueueFilter onlyRuleOf(Concern concern) {
    return new QueueFilter(
        Set.of(),
        Optional.empty(),
        Optional.of(concern.ruleIds().getFirst()),
        Optional.empty(),
        QueueFilter.Order.SCORE);
  }

  private static boolean isFound(Connection connection, Viewer viewer, ConcernId id) {
    try {
      return ConcernQueries.find(connection, viewer, id).isPresent();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConcernId open(Connection connection, Random random, int number) throws Exception {
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
            List.of("rule-" + number),
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
    if (random.nextInt(4) == 0) {
      return new Viewer.External(
          mapped(random, worker),
          random
              .ints(random.nextInt(3), 0, 5)
              .mapToObj(number -> mapped(random, new WorkerId("worker-" + number)))
              .toList());
    }
    return mapped(random, worker);
  }

  private static Viewer.Mapped mapped(Random random, WorkerId worker) {
    return new Viewer.Mapped(
        worker,
        some(random, "worker-").map(WorkerId::new).collect(Collectors.toSet()),
        some(random, "team-").map(TeamId::new).collect(Collectors.toSet()),
        some(random, "client-").map(ClientId::new).collect(Collectors.toSet()));
  }

  private static java.util.stream.Stream<String> some(Random random, String of) {
    return random.ints(random.nextInt(3), 0, 5).mapToObj(number -> of + number);
  }
}

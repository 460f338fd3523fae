package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Concerns that each differ from a plain one in little: a filter gives its own and no others. */
class QueueFiltersIT {

  private static final RunningAlerts ALERTS = RunningAlerts.shared();

  /** Rules that nothing else here raises: whatever other tests open is not among these. */
  private static final String RULE = "filtered-" + StreamEvents.id().substring(0, 8);

  private static final String OTHER_RULE = "other-" + RULE;
  private static final String REVIEWER = StreamEvents.id();

  /** What each filter is to give, by the names of the concerns. */
  private static final Map<String, Map<String, Set<String>>> EXPECTED =
      Map.of(
          "status",
          Map.of(
              "open", Set.of("plain", "grave", "other-rule", "both-rules"),
              "in-review", Set.of("taken", "given", "grave-and-taken"),
              "resolved", Set.of("resolved"),
              "withdrawn", Set.of("withdrawn")),
          "severity",
          Map.of(
              "medium",
              Set.of(
                  "plain", "other-rule", "both-rules", "taken", "given", "resolved", "withdrawn"),
              "critical",
              Set.of("grave", "grave-and-taken"),
              "info",
              Set.of()),
          "rule",
          Map.of(
              RULE,
              Set.of(
                  "plain",
                  "grave",
                  "both-rules",
                  "taken",
                  "given",
                  "grave-and-taken",
                  "resolved",
                  "withdrawn"),
              OTHER_RULE,
              Set.of("other-rule", "both-rules")),
          "assignee",
          Map.of(
              "me",
              Set.of("taken", "grave-and-taken"),
              OMAR,
              Set.of("taken", "grave-and-taken"),
              REVIEWER,
              Set.of("given"),
              "nobody",
              Set.of("plain", "grave", "other-rule", "both-rules", "resolved", "withdrawn")));

  /** Ids of the concerns to their names. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  @BeforeAll
  static void theSceneIsSet() {
    ALERTS.stream.workerFile(
        REVIEWER, 1, List.of(), List.of(), List.of(StreamEvents.dated("compliance-officer", null)));
    open("plain", Severity.MEDIUM, RULE);
    open("grave", Severity.CRITICAL, RULE);
    open("other-rule", Severity.MEDIUM, OTHER_RULE);
    open("both-rules", Severity.MEDIUM, RULE, OTHER_RULE);
    assign(open("taken", Severity.MEDIUM, RULE), OMAR);
    assign(open("given", Severity.MEDIUM, RULE), REVIEWER);
    assign(open("grave-and-taken", Severity.CRITICAL, RULE), OMAR);
    String resolved = open("resolved", Severity.MEDIUM, RULE);
    assertThat(
            ALERTS
                .post(OMAR, resolved + "/resolve", Map.of("resolution", "REASON_CONFIRMED"))
                .status())
        .isEqualTo(200);
    withdraw();
  }

  private static String open(String name, Severity severity, String... rules) {
    return open(name, Flagged.by(StreamEvents.id(), StreamEvents.id()), severity, rules);
  }

  /** The path of the concern. Some have the same score: pages must tell them apart. */
  private static String open(String name, Flagged access, Severity severity, String... rules) {
    for (String rule : rules) {
      ALERTS.stream.raise(access, rule, severity, 500 + NAMES.size() / 4, 1);
    }
    String id =
        RunningAlerts.await(
                name + " with all its alerts",
                () -> ALERTS.concernsAbout(OMAR, access.client()),
                found ->
                    !found.isEmpty() && found.getFirst().path("alertCount").asInt() == rules.length)
            .getFirst()
            .path("concernId")
            .asText();
    NAMES.put(id, name);
    return "/v1/concerns/" + id;
  }

  private static void assign(String path, String to) {
    RunningAlerts.await(
        "assigned, as soon as the reviewer's file was read",
        () -> ALERTS.post(OMAR, path + "/assign", Map.of("assigneeId", to)).status(),
        status -> status == 200);
  }

  private static void withdraw() {
    Flagged access = Flagged.by(StreamEvents.id(), StreamEvents.id());
    String path = open("withdrawn", access, Severity.MEDIUM, RULE);
    ALERTS.stream.withdraw(access, RULE, 2);
    RunningAlerts.await(
        "withdrawn",
        () -> ALERTS.get(OMAR, path).json().path("concern").path("status").asText(),
        "withdrawn"::equals);
  }

  static Stream<String> everyFilter() {
    return EXPECTED.entrySet().stream()
        .flatMap(
            filter -> filter.getValue().keySet().stream().map(word -> filter.getKey() + "=" + word))
        .sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyFilter")
  void aFilterGivesItsOwnAndNoOthers(String filter) {
    assertThat(found(filter)).isEqualTo(expected(filter));
  }

  @Test
  void withoutAFilterEveryConcernIsThere() {
    assertThat(found("")).isEqualTo(Set.copyOf(NAMES.values()));
    assertThat(found("status=&severity=&rule=&assignee=")).isEqualTo(Set.copyOf(NAMES.values()));
  }

  @Test
  void filtersTogetherGiveWhatEachOfThemGives() {
    List<String> combined = List.of("");
    for (String filter : EXPECTED.keySet()) {
      List<String> longer = new ArrayList<>(combined);
      for (String word : EXPECTED.get(filter).keySet()) {
        combined.forEach(
            before -> longer.add((before.isEmpty() ? "" : before + "&") + filter + "=" + word));
      }
      combined = longer;
    }
    assertThat(combined).as("each word, and none, of each filter").hasSize(5 * 4 * 3 * 5);
    for (String filters : combined) {
      Set<String> expected = new TreeSet<>(NAMES.values());
      for (String filter : filters.isEmpty() ? new String[0] : filters.split("&")) {
        expected.retainAll(expected(filter));
      }
      if (filters.contains("rule=")) {
        // Others' concerns are of no such rule: all that matches is on the page.
        JsonNode page = page(filters + "&limit=200");
        assertThat(named(page)).as(filters).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(page.path("matching").asInt()).as(filters).isEqualTo(expected.size());
      } else {
        assertThat(found(filters)).as(filters).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"score", "newest"})
  void pagesOfAFilteredQueueGiveEachOfItsConcernsOnceInOrder(String sort) {
    String filters = "rule=" + RULE + "&severity=medium&sort=" + sort;
    Set<String> expected = new TreeSet<>(expected("rule=" + RULE));
    expected.retainAll(expected("severity=medium"));

    List<JsonNode> pages = pages(filters + "&limit=2");

    assertThat(pages).hasSize(3);
    assertThat(pages).allMatch(page -> page.path("matching").asInt() == expected.size());
    List<String> seen = pages.stream().flatMap(page -> named(page).stream()).toList();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(seen).isEqualTo(named(page(filters + "&limit=200")));
    assertThat(
            pages.stream()
                .flatMap(page -> page.path("concerns").valueStream())
                .map(concern -> sort.equals("score") ? score(concern) : openedAtMicros(concern)))
        .as("the highest, or the newest, first")
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "status, closed, closed, 'open, in-review, resolved or withdrawn'",
    "status, OPEN, OPEN, 'open, in-review, resolved or withdrawn'",
    "severity, worst, worst, 'INFO, LOW, MEDIUM, HIGH, CRITICAL'",
    "severity, unknown, unknown, 'INFO, LOW, MEDIUM, HIGH, CRITICAL'",
    // What may be somebody's name is not told back.
    "rule, Kim+Canary, …, 'the code of a rule, for instance after-ending'",
    "assignee, Canary, …, 'a worker id, me or nobody'",
    "sort, colour, colour, 'SCORE, NEWEST'",
    "limit, 0, 0, 1 to 200",
    "limit, 201, 201, 1 to 200",
    "cursor, abc, …, the nextCursor of the page before",
  })
  void aWordThatMeansNothingIsRefusedWithFoundAndExpected(
      String filter, String word, String found, String expected) {
    var refused = ALERTS.get(OMAR, "/v1/concerns?" + filter + "=" + word);

    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-field");
    assertThat(refused.json().path("detail").asText())
        .isEqualTo(filter + ": \"" + found + "\" (expected: " + expected + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.5", "99999999999"})
  void aLimitThatIsNoWholeNumberIsRefusedAndNotTakenForNone(String limit) {
    var refused = ALERTS.get(OMAR, "/v1/concerns?limit=" + limit);

    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.json().path("detail").asText())
        .isEqualTo("limit: not understood (expected: a whole number)");
  }

  private static Set<String> expected(String filter) {
    String[] parts = filter.split("=");
    return EXPECTED.get(parts[0]).get(parts[1]);
  }

  /** Names of all concerns of this scene that these filters give, over all pages. */
  private static Set<String> found(String filters) {
    return pages(filters + "&limit=200").stream()
        .flatMap(page -> named(page).stream())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private static List<JsonNode> pages(String filters) {
    List<JsonNode> pages = new ArrayList<>(List.of(page(filters)));
    while (pages.getLast().path("nextCursor").isTextual()) {
      pages.add(page(filters + "&cursor=" + pages.getLast().path("nextCursor").asText()));
    }
    return pages;
  }

  private static JsonNode page(String filters) {
    var answer = ALERTS.get(OMAR, "/v1/concerns?" + filters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** Those of other tests have no name. */
  private static List<String> named(JsonNode page) {
    return page.path("concerns")
        .valueStream()
        .map(concern -> NAMES.getOrDefault(concern.path("concernId").asText(), ""))
        .toList();
  }

  private static long score(JsonNode concern) {
    return concern.path("score").asLong();
  }

  private static long openedAtMicros(JsonNode concern) {
    Instant openedAt = Instant.parse(concern.path("openedAt").asText());
    return ChronoUnit.MICROS.between(Instant.EPOCH, openedAt);
  }
}

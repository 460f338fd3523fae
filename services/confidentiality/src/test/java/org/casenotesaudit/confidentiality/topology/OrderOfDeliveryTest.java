package org.casenotesaudit.confidentiality.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.confidentiality.topology.Happening.named;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.rules.pack.RulePack;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The heart of it: whatever order the topics are read in, and however often an event comes, the
 * last judgement of each access and the alerts that stay open are the same.
 */
@Execution(ExecutionMode.CONCURRENT)
class OrderOfDeliveryTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20260101, 31337, 424242})
  void anyOrderOfDeliveryGivesTheSameLastJudgementsAndOpenAlerts(long seed) {
    Random random = new Random(seed);
    List<Happening> history = RandomHistory.of(random);
    Map<String, String> expectedWords;
    Map<String, String> expectedAlerts;
    try (var stream = new StreamOnTheBench()) {
      history.forEach(stream::tell);
      expectedWords = stream.lastWords();
      expectedAlerts = stream.openAlerts();
      assertThatRevisionsAndNumbersHold(stream);
    }
    assertThat(expectedWords).as("seed %s says something", seed).hasSizeGreaterThan(15);

    for (int round = 0; round < 3; round++) {
      List<Happening> shuffled = new ArrayList<>(history);
      shuffled.addAll(history.subList(0, random.nextInt(history.size())));
      Collections.shuffle(shuffled, random);
      try (var stream = new StreamOnTheBench()) {
        shuffled.forEach(stream::tell);

        assertThat(stream.lastWords())
            .as("seed %s, round %s", seed, round)
            .isEqualTo(expectedWords);
        assertThat(stream.openAlerts())
            .as("seed %s, round %s", seed, round)
            .isEqualTo(expectedAlerts);
        assertThatRevisionsAndNumbersHold(stream);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 20260101, 31337})
  void judgingInStepsAndWithPausesEndsWithTheSame(long seed) {
    Random random = new Random(seed);
    List<Happening> history = RandomHistory.of(random);
    try (var atOnce = new StreamOnTheBench()) {
      history.forEach(atOnce::tell);
      for (int round = 0; round < 3; round++) {
        List<Happening> shuffled = new ArrayList<>(history);
        shuffled.addAll(history.subList(0, random.nextInt(history.size())));
        Collections.shuffle(shuffled, random);
        try (var inSteps =
            new StreamOnTheBench(StreamOnTheBench.pack(), new Bounds(1 + round, 10_000))) {
          for (Happening happening : shuffled) {
            inSteps.tell(happening);
            if (random.nextInt(4) == 0) {
              inSteps.pause();
            }
          }
          inSteps.finish();

          assertThat(inSteps.lastWords()).as("round %s", round).isEqualTo(atOnce.lastWords());
          assertThat(inSteps.openAlerts()).as("round %s", round).isEqualTo(atOnce.openAlerts());
          assertThatRevisionsAndNumbersHold(inSteps);
        }
      }
    }
  }

  /** Kafka keeps the order within a topic; between topics there is none, nor a common pace. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20260101, 31337, 424242})
  void accessesThatLeavePastTheHorizonChangeNothingForThoseThatStay(long seed) {
    Random random = new Random(seed);
    RulePack pack = StreamOnTheBench.packWithHorizon(8);
    List<Happening> history = new ArrayList<>(RandomHistory.of(random));
    for (Topic topic : ConfidentialityTopology.READ) {
      for (int day = 0; day < 100; day++) {
        history.add(named("beat-" + topic.name() + day).timePasses(topic, day));
      }
    }
    history.sort(Comparator.comparing(happening -> happening.envelope().getRecordedAt()));
    try (var neverClearing = new StreamOnTheBench(pack, Bounds.defaults())) {
      history.forEach(neverClearing::tell);
      assertThat(neverClearing.count(Kind.DEPARTED)).isZero();
      for (int round = 0; round < 3; round++) {
        try (var clearing = new StreamOnTheBench(pack, new Bounds(4, 10_000))) {
          List<Happening> told = new ArrayList<>();
          List<Deque<Happening>> topics =
              ConfidentialityTopology.READ.stream().map(topic -> of(topic, history)).toList();
          while (topics.stream().anyMatch(topic -> !topic.isEmpty())) {
            Happening next = topics.get(random.nextInt(topics.size())).poll();
            if (next != null) {
              clearing.tell(next);
              told.add(next);
              clearing.pause();
            }
            if (random.nextInt(20) == 0 && !told.isEmpty()) {
              clearing.tell(told.get(random.nextInt(told.size())));
            }
          }
          clearing.finish();

          assertThat(clearing.lastWords())
              .as("round %s", round)
              .isEqualTo(neverClearing.lastWords());
          assertThat(clearing.openAlerts())
              .as("round %s", round)
              .isEqualTo(neverClearing.openAlerts());
          assertThat(clearing.count(Kind.DEPARTED)).isGreaterThan(10);
          assertThat(clearing.entriesIn(Stores.ACCESSES)).isZero();
        }
      }
    }
  }

  private static Deque<Happening> of(Topic topic, List<Happening> history) {
    return history.stream()
        .filter(happening -> happening.topic().equals(topic))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 7, 20260101})
  void theSameDeliveryAgainSaysTheSameEventsUnderTheSameIds(long seed) {
    List<Happening> history = RandomHistory.of(new Random(seed));
    Collections.shuffle(history, new Random(seed));
    try (var first = new StreamOnTheBench();
        var second = new StreamOnTheBench()) {
      history.forEach(first::tell);
      history.forEach(second::tell);

      assertThat(second.envelopes()).hasSizeGreaterThan(30).isEqualTo(first.envelopes());
      assertThat(second.said(JudgementMade.class)).isEqualTo(first.said(JudgementMade.class));
    }
  }

  private static void assertThatRevisionsAndNumbersHold(StreamOnTheBench stream) {
    List<Envelope> envelopes = stream.envelopes();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < envelopes.size(); i++) {
      assertThat(envelopes.get(i).getSourceSequence()).isEqualTo(i + 1);
      assertThat(ids.add(envelopes.get(i).getEventId())).as("ids are used once").isTrue();
    }
    Map<String, JudgementMade> before = new HashMap<>();
    for (JudgementMade made : stream.said(JudgementMade.class)) {
      JudgementMade superseded = before.put(made.getAccessId(), made);
      assertThat(made.getRevision())
          .isEqualTo(superseded == null ? 1 : superseded.getRevision() + 1);
      assertThat(made.getSupersedesEventId())
          .isEqualTo(superseded == null ? null : superseded.getEnvelope().getEventId());
    }
  }
}

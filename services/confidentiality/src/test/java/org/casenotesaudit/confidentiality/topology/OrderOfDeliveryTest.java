package org.casenotesaudit.confidentiality.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The heart of it: whatever order the topics are read in, and however often an event comes, the
 * last judgement of each access and the alerts that stay open are the same.
 */
class OrderOfDeliveryTest {

  private static final String[] WORKERS = {MARIA, COLIN, SOFIA};
  private static final String[] CLIENTS = {CLIENT, id("other-client")};

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20260101, 31337, 424242})
  void anyOrderOfDeliveryGivesTheSameLastJudgementsAndOpenAlerts(long seed) {
    Random random = new Random(seed);
    List<Happening> history = randomHistory(random);
    Map<String, String> expectedWords;
    Map<String, String> expectedAlerts;
    try (var stream = new StreamOnTheBench()) {
      history.forEach(stream::tell);
      expectedWords = stream.lastWords();
      expectedAlerts = stream.openAlerts();
      assertThatRevisionsAndNumbersHold(stream);
    }
    assertThat(expectedWords).as("seed %s says something", seed).hasSizeGreaterThan(15);

    for (int round = 0; round < 4; round++) {
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

  private static List<Happening> randomHistory(Random random) {
    List<Happening> history = new ArrayList<>();
    for (String client : CLIENTS) {
      history.add(named("registered-" + client).of(client).clientRegistered());
      if (random.nextInt(4) > 0) {
        history.add(named("opened-" + client).of(client).caseOpened(NORTH, random.nextInt(5)));
      }
    }
    for (int i = 0; i < 45; i++) {
      double day = random.nextInt(70) + random.nextInt(4) / 24.0;
      var teller =
          named("event-" + i)
              .of(CLIENTS[random.nextInt(CLIENTS.length)])
              .by(WORKERS[random.nextInt(WORKERS.length)]);
      if (random.nextInt(4) == 0) {
        teller.recordedOn(day + random.nextInt(12));
      }
      if (random.nextBoolean()) {
        history.add(fact(random, teller, day));
      } else if (random.nextInt(3) > 0) {
        history.add(act(random, teller, day));
      } else {
        history.add(act(random, teller.byNobodyKnown().reportedOn(day + random.nextInt(9)), day));
        attribute(random, "event-" + i, history);
      }
    }
    history.add(named("late-beat").timePasses(Topics.ACCESS_OBSERVED, 60));
    history.add(named("last-beat").timePasses(Topics.REVIEWS, 60 + random.nextInt(40)));
    return history;
  }

  /** Sometimes nobody learns whose act the last one was, sometimes they are told twice. */
  private static void attribute(Random random, String name, List<Happening> history) {
    Happening act = history.getLast();
    for (int time = 0; time < random.nextInt(3); time++) {
      history.add(
          named("told-" + time + "-" + name)
              .of(act.envelope().getClientId())
              .attributed(
                  name,
                  WORKERS[random.nextInt(WORKERS.length)],
                  random.nextBoolean() ? NORTH : SOUTH,
                  random.nextInt(80)));
    }
  }

  private static Happening fact(Random random, Happening.Teller teller, double day) {
    String worker = WORKERS[random.nextInt(WORKERS.length)];
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> teller.allocated(worker, day);
      case 3 -> teller.allocationEnded(worker, day);
      case 4 -> teller.caseClosed(day);
      case 5 -> teller.caseReopened(day);
      case 6 -> teller.noteWritten(day);
      case 7 -> teller.filmed(day);
      case 8 -> teller.authority("consent", AuthorityKind.OWN_CONSENT, day);
      case 9 -> teller.authority("order", AuthorityKind.COURT_ORDER, day);
      case 10 -> teller.withdrawn("consent", day);
      case 11 -> teller.restrictedTo(worker, day);
      case 12 -> teller.restrictionLifted(day);
      case 13 -> teller.conflict(worker, day);
      case 14 -> teller.legalRequest(worker, day);
      default -> teller.teamsCorrected(worker, NORTH, day);
    };
  }

  private static Happening act(Random random, Happening.Teller teller, double day) {
    if (random.nextInt(3) == 0) {
      teller.inTeam(random.nextBoolean() ? NORTH : SOUTH);
    }
    if (random.nextInt(5) == 0) {
      teller.supervising(MARIA);
    }
    if (random.nextInt(4) == 0) {
      teller.forPurpose(Purpose.COMPLAINT);
    }
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> teller.opened(RecordKind.CASE_NOTE, day);
      case 3 -> teller.opened(RecordKind.VIDEO, day);
      case 4 -> teller.filmed(day);
      case 5 -> teller.brokeGlass(day);
      default -> teller.refused(day);
    };
  }
}

package org.casenotesaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.rules.Fixtures.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.casenotesaudit.rules.Fixtures.Story;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.AuthorityKind;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.facts.ConflictStrength;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.LegalRequestKind;
import org.casenotesaudit.rules.facts.WorkerId;
import org.casenotesaudit.rules.judgement.Judgement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random client files: neither the order nor the repetition of what arrived changes a judgement.
 */
class OrderOfFactsTest {

  private static final WorkerId[] WORKERS = {MARIA, COLIN, SOFIA, OMAR};

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void theJudgementDoesNotDependOnOrderOrDuplicationOfFacts(long seed) {
    Random random = new Random(seed);
    Story story = randomStory(random);
    List<Judgement> expected = judgeAll(story.acts, story.file(day(60)));
    for (int round = 0; round < 20; round++) {
      List<Fact> facts = new ArrayList<>(story.facts);
      List<Access> acts = new ArrayList<>(story.acts);
      facts.addAll(story.facts.subList(0, random.nextInt(story.facts.size())));
      acts.addAll(story.acts.subList(0, random.nextInt(story.acts.size())));
      Collections.shuffle(facts, random);
      Collections.shuffle(acts, random);

      assertThat(judgeAll(story.acts, ClientFile.of(facts, acts, day(60)))).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 4, 9, 61, 98, 512})
  void aFileThatGrewEventByEventJudgesAsOneMadeOfAll(long seed) {
    Random random = new Random(seed);
    Story story = randomStory(random);
    List<Object> events = new ArrayList<>(story.facts);
    events.addAll(story.acts);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(events, random);
      ClientFile grown = ClientFile.of(List.of(), List.of(), day(0));
      for (Object event : events) {
        grown =
            switch (event) {
              case Fact fact -> grown.with(fact);
              case Access act -> grown.with(act);
              default -> throw new IllegalStateException(event.toString());
            };
      }
      ClientFile whole = story.file(day(60));

      assertThat(judgeAll(story.acts, grown.asOf(day(60)))).isEqualTo(judgeAll(story.acts, whole));
      assertThat(grown.acts()).isEqualTo(whole.acts());
      assertThat(grown.size()).isEqualTo(events.size());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225})
  void aFactChangesOnlyTheActsThatItReachesBackTo(long seed) {
    Story story = randomStory(new Random(seed));
    for (Fact fact : story.facts) {
      List<Fact> without = story.facts.stream().filter(other -> other != fact).toList();
      ClientFile before = ClientFile.of(without, story.acts, day(60));
      ClientFile after = story.file(day(60));
      for (Access act : story.acts) {
        if (act.occurredAt().isBefore(after.reachOf(fact))) {
          assertThat(Judge.judge(act, after, PACK))
              .as("%s and %s", fact, act)
              .isEqualTo(Judge.judge(act, before, PACK));
        }
      }
    }
  }

  private static List<Judgement> judgeAll(List<Access> acts, ClientFile file) {
    return acts.stream().map(act -> Judge.judge(act, file, PACK)).toList();
  }

  private static Story randomStory(Random random) {
    Story story = aStory().clientComes();
    for (int i = 0; i < 25; i++) {
      double from = random.nextInt(50);
      WorkerId worker = WORKERS[random.nextInt(WORKERS.length)];
      if (random.nextInt(3) == 0) {
        story.recordedOn(day(from + random.nextInt(12)));
      }
      story.by(WORKERS[random.nextInt(WORKERS.length)]);
      switch (random.nextInt(21)) {
        case 0, 1 -> story.allocated(worker, from);
        case 2 -> story.allocationEnds(worker, from);
        case 3 -> story.caseCloses(from);
        case 4 -> story.caseReopens(from);
        case 5 -> story.legalRequest(LegalRequestKind.COMPLAINT, worker, from);
        case 6 -> story.legalRequestCloses(from);
        case 7 -> story.restrictedTo(worker, from);
        case 8 -> story.restrictionLifted(from);
        case 9 -> story.conflict(worker, ConflictStrength.MEDIUM, from);
        case 10 -> story.conflictCleared(from);
        case 11 -> story.authority("a", AuthorityKind.OWN_CONSENT, from, Set.of());
        case 12 -> story.withdrawn("a", from);
        case 13 -> story.authored(worker, random.nextBoolean() ? NOTE : FILM, from);
        case 14 -> story.concernInHandOf(worker, from);
        case 15 -> story.refusal(from);
        case 16 -> story.caseReopens(SOUTH, from);
        case 17 -> story.teamAllocated(SOUTH, from);
        case 18 -> story.teamAllocationEnds(SOUTH, from);
        case 19 -> story.consentTo(FILM, from);
        default -> story.authority("b", AuthorityKind.COURT_ORDER, from, Set.of());
      }
    }
    for (int i = 0; i < 15; i++) {
      var access =
          (random.nextInt(4) == 0
                  ? anAccessOfNobodyKnown()
                  : anAccess(WORKERS[random.nextInt(WORKERS.length)]))
              .on(random.nextInt(50))
              .named("a" + i);
      switch (random.nextInt(6)) {
        case 0 -> access.refused();
        case 1 -> access.breakingGlassFor(Duration.ofHours(4));
        case 2 -> access.toFilm();
        case 3 -> access.capturing(random.nextInt(2));
        case 4 -> access.inTeam(NORTH);
        default -> access.supervising(MARIA);
      }
      Access act = access.done();
      story.happened(act);
      if (random.nextInt(3) == 0) {
        story.learned(act, WORKERS[random.nextInt(WORKERS.length)], random.nextInt(60));
      }
    }
    return story;
  }
}

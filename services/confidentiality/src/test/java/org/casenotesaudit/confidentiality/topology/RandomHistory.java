package org.casenotesaudit.confidentiality.topology;

import static org.casenotesaudit.confidentiality.topology.Happening.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.catalogue.Topics;

/** Some seventy days of two clients in a made-up agency, different for each seed. */
public final class RandomHistory {

  public static final List<String> CLIENTS = List.of(CLIENT, id("other-client"));

  private static final String[] WORKERS = {MARIA, COLIN, SOFIA};

  private RandomHistory() {}

  public static List<Happening> of(Random random) {
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
              .of(CLIENTS.get(random.nextInt(CLIENTS.size())))
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

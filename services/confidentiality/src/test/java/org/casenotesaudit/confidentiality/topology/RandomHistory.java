package org.casenotesaudit.confidentiality.topology;

import static org.casenotesaudit.confidentiality.topology.Happening.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.catalogue.Topics;

/** Some seventy days of two clients in a made-up agency, different for each seed. */
public final class RandomHistory {

  public static final List<String> CLIENTS = List.of(CLIENT, id("other-client"));

  private static final String[] WORKERS = {MARIA, COLIN, SOFIA};
  private static final String[] TEAMS = {NORTH, SOUTH};
  private static final String OFFICER = "compliance-officer";

  /** What can be done with a record that is there. */
  private static final Action[] USES =
      Stream.of(Action.values())
          .filter(action -> action != Action.UNKNOWN && action != Action.CREATE)
          .toArray(Action[]::new);

  private RandomHistory() {}

  public static List<Happening> of(Random random) {
    List<Happening> history = new ArrayList<>();
    for (String client : CLIENTS) {
      history.add(named("registered-" + client).of(client).clientRegistered());
      if (random.nextInt(4) > 0) {
        history.add(named("opened-" + client).of(client).caseOpened(NORTH, random.nextInt(5)));
      }
    }
    for (int i = 0; i < 56; i++) {
      double day = random.nextInt(70) + random.nextInt(4) / 24.0;
      if (random.nextInt(16) == 0) {
        history.addAll(filmedTogether(random, "event-" + i, day));
        continue;
      }
      var teller =
          named("event-" + i)
              .of(CLIENTS.get(random.nextInt(CLIENTS.size())))
              .by(oneOf(random, WORKERS));
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
              .inRole(role(random))
              .attributed(name, oneOf(random, WORKERS), oneOf(random, TEAMS), random.nextInt(80)));
    }
  }

  /** One film of both clients, and of a stranger perhaps: an event for each client. */
  private static List<Happening> filmedTogether(Random random, String name, double day) {
    String worker = oneOf(random, WORKERS);
    int strangers = random.nextInt(2);
    return CLIENTS.stream()
        .map(
            client ->
                named(name + "-" + client)
                    .of(client)
                    .by(worker)
                    .filmed(CLIENTS.size() + strangers, strangers, day))
        .toList();
  }

  private static Happening fact(Random random, Happening.Teller teller, double day) {
    String worker = oneOf(random, WORKERS);
    return switch (random.nextInt(28)) {
      case 0, 1, 2 -> teller.allocated(worker, day);
      case 3 -> teller.allocationEnded(worker, day);
      case 4, 5 -> teller.teamAllocated(oneOf(random, TEAMS), day);
      case 6 -> teller.allocationEnded(oneOf(random, TEAMS), day);
      case 7 -> teller.caseClosed(day);
      case 8 -> teller.caseReopened(day);
      case 9 -> teller.noteWritten(day);
      case 10 -> teller.noteAmended(day);
      case 11 -> teller.filmed(day);
      case 12 -> teller.authority("consent", AuthorityKind.OWN_CONSENT, day);
      case 13 -> teller.authorityRefused("refusal", AuthorityKind.OWN_CONSENT, day);
      case 14 -> teller.authority("order", AuthorityKind.COURT_ORDER, day);
      case 15 -> teller.authorityForTheFilm("hold", AuthorityKind.LEGAL_HOLD, day);
      case 16 -> teller.withdrawn(random.nextInt(3) == 0 ? "refusal" : "consent", day);
      case 17 -> teller.restrictedTo(worker, day);
      case 18 -> teller.restrictionLifted(day);
      case 19 -> teller.conflict(worker, day);
      case 20 -> teller.conflictCleared(worker, day);
      case 21 -> teller.legalRequest(worker, day);
      case 22 -> teller.legalRequestClosed(day);
      case 23 -> teller.concernViewed(day);
      case 24 -> teller.reportedOn(day + random.nextInt(9)).concernViewed(day);
      case 25, 26 -> teller.concernAssigned(random.nextInt(4) == 0 ? null : worker, day);
      default -> teller.inRole(role(random)).teamsCorrected(worker, NORTH, day);
    };
  }

  private static Happening act(Random random, Happening.Teller teller, double day) {
    teller.inRole(role(random));
    if (random.nextInt(3) == 0) {
      teller.inTeam(oneOf(random, TEAMS));
    }
    if (random.nextInt(5) == 0) {
      teller.supervising(MARIA);
    }
    switch (random.nextInt(4)) {
      case 0 -> teller.forPurpose(Purpose.COMPLAINT);
      case 1 -> teller.inRole(OFFICER).forPurpose(Purpose.AUDIT);
      default -> {}
    }
    if (random.nextInt(3) == 0) {
      teller.doing(oneOf(random, USES));
    }
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> teller.opened(RecordKind.CASE_NOTE, day);
      case 3 -> teller.opened(RecordKind.VIDEO, day);
      case 4 -> teller.filmed(day);
      case 5 -> teller.brokeGlass(day);
      default -> teller.refused(day);
    };
  }

  private static String role(Random random) {
    return random.nextInt(3) == 0 ? OFFICER : "practitioner";
  }

  private static <T> T oneOf(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }
}

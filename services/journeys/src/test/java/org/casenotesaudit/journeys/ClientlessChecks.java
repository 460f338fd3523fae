package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Deeds.Deed;
import org.casenotesaudit.journeys.Topics.Event;

/**
 * I1 for what is about no client, and so in nobody's export. What is sealed in its entry nobody
 * outside can open: each deed is found among the events of the topics by what its answer told, and
 * the entry by the event's source and sequence, which are public ({@link LogChecks}).
 */
final class ClientlessChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Java's HTTP client may send a GET again by itself when a connection dies. */
  private static final Set<String> ASKED_BY_GET = Set.of("ConcernsListed", "TrailRead");

  private final Agency agency;
  private final Deeds deeds;

  ClientlessChecks(Agency agency, Deeds deeds) {
    this.agency = agency;
    this.deeds = deeds;
  }

  /** The events of all such deeds: as many of each as were acknowledged, or left open. */
  List<Event> everythingAcknowledgedIsOnItsTopic() throws IOException, InterruptedException {
    Map<Deed, Long> often = deeds.often();
    often.keySet().removeIf(deed -> deed.kind().isAboutAClient());
    assertThat(often).as("deeds about no client").isNotEmpty();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<Event> all = new Topics(agency).events();
      List<Event> found = new ArrayList<>();
      List<Deed> missing = new ArrayList<>();
      often.forEach(
          (deed, times) -> {
            List<Event> ofDeed = eventsOf(deed, all);
            found.addAll(ofDeed);
            if (ofDeed.size() < times) {
              missing.add(deed);
            } else if (!ASKED_BY_GET.contains(deed.kind().eventType())) {
              assertThat((long) ofDeed.size())
                  .as("%s, acknowledged or left open", deed)
                  .isLessThanOrEqualTo(times + deeds.unanswered(deed.kind()));
            }
          });
      if (missing.isEmpty()) {
        return found;
      }
      assertThat(System.nanoTime())
          .as(missing.size() + " acknowledged and on no topic, such as " + missing.getFirst())
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private static List<Event> eventsOf(Deed deed, List<Event> all) {
    return all.stream()
        .filter(event -> event.type().equals(deed.kind().eventType()))
        .filter(event -> event.says(deed.fields()))
        .toList();
  }

  /** Of each type one is asked for by its id, and its entry proven to be in the log. */
  void oneOfEachTypeIsProven(List<Event> events, String verifierKey, Path folder)
      throws IOException, InterruptedException {
    Map<String, Event> last = new TreeMap<>();
    events.forEach(event -> last.put(event.type(), event));
    ProvenEntry proven = new ProvenEntry(agency, verifierKey, folder);
    for (Event event : last.values()) {
      proven.of(event);
    }
  }
}

package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * That I1 forgets no type of event: each that may travel, as the schema registry has it, is one
 * that somebody was told had happened, or there is a reason why nobody is.
 */
final class EventTypes {

  private static final String NOBODY_ASKED = "The system tells it by itself: ";
  private static final Map<String, String> NOT_TOLD =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("SourceHeartbeat", NOBODY_ASKED + "time; I3 counts it."),
              Map.entry("JudgementMade", NOBODY_ASKED + "I6 judges again and compares."),
              Map.entry("AlertRaised", NOBODY_ASKED + "I6 compares."),
              Map.entry("AlertWithdrawn", NOBODY_ASKED + "I6 compares."),
              Map.entry("FactTooLate", NOBODY_ASKED + "nothing here is older than the horizon."),
              Map.entry("RulePackActivated", NOBODY_ASKED + "at its start."),
              Map.entry("LedgerReceipt", "Tells of the ledger, and is never appended to it."),
              Map.entry("MediaViewingClosed", NOBODY_ASKED + "a quarter of an hour later."),
              Map.entry("WorkerFactsCorrected", "Follows WorkerFileChanged, for other clients."),
              Map.entry("AccessAttributed", "Follows ForeignIdMapped: ForeignAccessJourney."),
              Map.entry("RecordQuarantined", NOBODY_ASKED + "ForeignAccessJourney sends one.")));

  private final Agency agency;

  EventTypes(Agency agency) {
    this.agency = agency;
  }

  void eachIsADeedOrNobodyIsTold(Deeds deeds) throws IOException, InterruptedException {
    Set<String> told = new TreeSet<>();
    deeds.acknowledged().forEach(deed -> told.add(deed.kind().eventType()));
    Set<String> known = new TreeSet<>(told);
    known.addAll(NOT_TOLD.keySet());
    assertThat(known).as("types of deeds, and reasons for the others").isEqualTo(registered());
    assertThat(told)
        .as("types that somebody is told of")
        .doesNotContainAnyElementsOf(NOT_TOLD.keySet());
  }

  /** A subject is a topic's name, a dash and the full name of an event type. */
  private Set<String> registered() throws IOException, InterruptedException {
    Set<String> types = new TreeSet<>();
    for (JsonNode subject :
        new ObjectMapper()
            .readTree(agency.bytes(agency.url("REGISTRY", "/apis/ccompat/v7/subjects")))) {
      types.add(subject.asText().substring(subject.asText().lastIndexOf('.') + 1));
    }
    return types;
  }
}

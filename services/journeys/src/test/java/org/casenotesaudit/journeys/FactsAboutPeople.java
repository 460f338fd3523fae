package org.casenotesaudit.journeys;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.journeys.Deeds.Kind;

/**
 * What is written down now and then about who has to do with whom: allocations that end, conflicts
 * of interest, contacts, declarations, objections, legal requests, workers who stand close.
 */
final class FactsAboutPeople {

  static final Set<String> EVENT_TYPES =
      Set.of(
          "AllocationEnded",
          "ConflictOfInterestFound",
          "ConflictOfInterestCleared",
          "ObjectionRaised",
          "ObjectionDecided",
          "LegalRequestAssigned",
          "LegalRequestClosed",
          "ContactRecorded",
          "DeclarationMade",
          "WorkerRelationDeclared",
          "WorkerRelationEnded");

  private static final Duration PAUSE = Duration.ofSeconds(4);

  private final Agency agency;
  private final People people;
  private final List<CaseFile> files;
  private final String newcomer;
  private final Deeds deeds;
  private final Set<String> relations = new HashSet<>();

  /**
   * @param files of which no certain verdict is expected
   * @param newcomer a worker who opens nothing, so that facts about them change no verdict
   */
  FactsAboutPeople(
      Agency agency, People people, List<CaseFile> files, String newcomer, Deeds deeds) {
    this.agency = agency;
    this.people = people;
    this.files = files;
    this.newcomer = newcomer;
    this.deeds = deeds;
  }

  void begin() {
    people.begin(PAUSE, turn -> writeDown(files.get(turn % files.size())));
    people.begin(PAUSE, turn -> standClose());
  }

  private void writeDown(CaseFile file) throws IOException, InterruptedException {
    String client = "/v1/clients/" + file.clientId();
    beginAndEnd(
        new Step(
            file.kind("AllocationMade"),
            "maria",
            "/v1/cases/" + file.caseId() + "/allocations",
            Map.of("workerId", newcomer, "allocationKind", "CO_WORKER"),
            "allocationId"),
        file.kind("AllocationEnded"),
        "maria",
        "/v1/allocations/%s/end",
        Map.of());
    beginAndEnd(
        new Step(
            file.kind("ConflictOfInterestFound"),
            "maria",
            client + "/conflicts",
            Map.of("workerId", newcomer, "kind", "NEIGHBOUR", "strength", "WEAK"),
            "conflictId"),
        file.kind("ConflictOfInterestCleared"),
        "sofia",
        "/v1/conflicts/%s/clear",
        Map.of());
    beginAndEnd(
        new Step(
            file.kind("ObjectionRaised"),
            "maria",
            client + "/objections",
            Map.of("workerId", newcomer),
            "objectionId"),
        file.kind("ObjectionDecided"),
        "sofia",
        "/v1/objections/%s/decide",
        Map.of("outcome", "OVERRIDDEN_BY_DUTY", "clientTold", true, "reason", Canaries.DUTY));
    beginAndEnd(
        new Step(
            file.kind("LegalRequestAssigned"),
            "sofia",
            client + "/legal-requests",
            Map.of("workerId", newcomer, "requestKind", "COMPLAINT"),
            "requestId"),
        file.kind("LegalRequestClosed"),
        "sofia",
        "/v1/legal-requests/%s/close",
        Map.of());
    did(
        new Step(
            file.kind("ContactRecorded"),
            "maria",
            client + "/contacts",
            Map.of("workerId", Agency.MARIA, "happenedAt", Instant.now().toString()),
            "contactId"));
    did(
        new Step(
            file.kind("DeclarationMade"),
            "maria",
            client + "/declarations",
            Map.of("declarationKind", "ACCESS_BY_MISTAKE"),
            "declarationId"));
  }

  /** Something that somebody asks of case-notes, and which field of its answer is the id. */
  private record Step(
      Kind kind, String person, String path, Map<String, ?> body, String answeredId) {}

  private void beginAndEnd(
      Step step, Kind ending, String person, String pathOfEnding, Map<String, ?> body)
      throws IOException, InterruptedException {
    Optional<String> begun = did(step);
    if (begun.isPresent()) {
      did(new Step(ending, person, pathOfEnding.formatted(begun.get()), body, step.answeredId()));
    }
  }

  private Optional<String> did(Step step) throws IOException, InterruptedException {
    return people.did(
        step.kind(),
        step.person(),
        agency.url("CASE_NOTES", step.path()),
        step.body(),
        step.answeredId());
  }

  /**
   * Dora declares that the newcomer stands close to Colin, and that it has ended. While it holds,
   * it is one relation, whoever declares it how often.
   */
  private void standClose() throws IOException, InterruptedException {
    String url = agency.url("ACCESS", "/v1/workers/" + newcomer + "/relations");
    Kind declared = Kind.aboutNoClient("WorkerRelationDeclared");
    Optional<String> relation =
        people
            .attempt(declared, "dora", url, Map.of("otherWorkerId", Agency.COLIN))
            .map(answer -> answer.get("relationId").asText());
    if (relation.isEmpty()) {
      return;
    }
    if (relations.add(relation.get())) {
      deeds.acknowledge(declared, Map.of("relationId", relation.get()));
    }
    people.did(
        Kind.aboutNoClient("WorkerRelationEnded"),
        "dora",
        url + "/" + relation.get() + "/end",
        Map.of(),
        "relationId");
  }
}

package org.casenotesaudit.audittrail.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.casenotesaudit.ledger.entry.Disclosure;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.entry.Provenance;
import org.casenotesaudit.ledger.entry.SchemaRef;
import org.casenotesaudit.ledger.history.HistoryEntry;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.proof.InclusionProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What in a history keeps its reader from taking it away. */
class OwnConcernTest {

  private static final String READER = "00000000-0000-4000-8000-000000000005";
  private static final String ANOTHER = "00000000-0000-4000-8000-000000000001";
  private static final Json OPEN = concerns(Map.of("concernId", Json.text("no-relationship")));
  private static final Json ANSWERED =
      concerns(
          Map.of(
              "concernId", Json.text("no-relationship"),
              "answeredBy", Json.text("break-glass")));
  private static final Json NONE = Json.object(Map.of("concerns", Json.array(List.of())));

  private final List<HistoryEntry> history = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"AlertRaised", "AllocationMade", "DeclarationMade"})
  void anAlertAnAllocationOrADeclarationOfTheReaderIsEnough(String type) {
    told(type, ANOTHER, Map.of());
    told("AccessObserved", READER, Map.of());
    assertThat(OwnConcern.isIn(history, READER)).isFalse();

    told(type, READER, Map.of());
    told("AlertWithdrawn", READER, Map.of());
    told("AllocationEnded", READER, Map.of());
    assertThat(OwnConcern.isIn(history, READER)).isTrue();
    assertThat(OwnConcern.isIn(history, ANOTHER)).isTrue();
    assertThat(OwnConcern.isIn(history, "somebody else")).isFalse();
  }

  @Test
  void aDeclarationOfAnAccessByMistakeSaysNothingOfTheClient() {
    told("DeclarationMade", READER, Map.of("declarationKind", Json.text("ACCESS_BY_MISTAKE")));
    assertThat(OwnConcern.isIn(history, READER)).isFalse();

    told("DeclarationMade", READER, Map.of("declarationKind", Json.text("DUAL_RELATIONSHIP")));
    assertThat(OwnConcern.isIn(history, READER)).isTrue();
  }

  @Test
  void aConflictOfInterestCountsUntilItIsCleared() {
    told("ConflictOfInterestFound", READER, Map.of("conflictId", Json.text("1")));
    told("ConflictOfInterestFound", READER, Map.of("conflictId", Json.text("2")));
    assertThat(OwnConcern.isIn(history, READER)).isTrue();
    assertThat(OwnConcern.isIn(history, ANOTHER)).isFalse();

    told("ConflictOfInterestCleared", null, Map.of("conflictId", Json.text("2")));
    assertThat(OwnConcern.isIn(history, READER)).isTrue();

    told("ConflictOfInterestCleared", null, Map.of("conflictId", Json.text("1")));
    assertThat(OwnConcern.isIn(history, READER)).isFalse();
  }

  @Test
  void aConflictOfWhichItCannotBeSaidAnyMoreWhetherItWasClearedCounts() {
    told("ConflictOfInterestFound", READER, Map.of());
    told("ConflictOfInterestCleared", null, Map.of());

    assertThat(OwnConcern.isIn(history, READER)).isTrue();
  }

  @Test
  void aJudgementCountsIfOneOfItsAnswersHoldsAConcernThatNothingAnswers() {
    told("JudgementMade", READER, Map.of("asKnown", NONE, "asItWas", ANSWERED));
    told("JudgementMade", ANOTHER, Map.of("asKnown", OPEN, "asItWas", OPEN));
    assertThat(OwnConcern.isIn(history, READER)).isFalse();

    told("JudgementMade", READER, Map.of("asKnown", NONE, "asItWas", OPEN));
    assertThat(OwnConcern.isIn(history, READER)).isTrue();
  }

  @Test
  void aJudgementThatCannotBeOpenedAnyMoreCounts() {
    told("JudgementMade", READER, Map.of("asKnown", NONE));

    assertThat(OwnConcern.isIn(history, READER)).isTrue();
  }

  private void told(String type, String worker, Map<String, Json> fields) {
    Map<String, Json> opened = new HashMap<>(fields);
    if (worker != null) {
      opened.put("workerId", Json.text(worker));
    }
    List<Disclosure> disclosures = new ArrayList<>();
    opened.forEach((name, value) -> disclosures.add(Disclosure.of(new byte[16], name, value)));
    LedgerEntry entry =
        new LedgerEntry(
            EntryKind.EVENT,
            Optional.of(new SchemaRef("org.casenotesaudit.events." + type, "0".repeat(64))),
            new Provenance("test", OptionalLong.of(1), Instant.parse("2026-03-01T08:00:00Z")),
            "",
            new TreeMap<>());
    history.add(new HistoryEntry(entry, disclosures, new InclusionProof(0, 1, List.of())));
  }

  private static Json concerns(Map<String, Json> finding) {
    return Json.object(Map.of("concerns", Json.array(List.of(Json.object(finding)))));
  }
}

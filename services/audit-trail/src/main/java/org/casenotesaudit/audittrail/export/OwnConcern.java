package org.casenotesaudit.audittrail.export;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AllocationMade;
import org.casenotesaudit.events.ConflictOfInterestCleared;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.DeclarationMade;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.ledger.entry.Disclosure;
import org.casenotesaudit.ledger.entry.SchemaRef;
import org.casenotesaudit.ledger.history.HistoryEntry;
import org.casenotesaudit.ledger.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Nobody takes away a history that holds a concern about themselves, or that of a client whom they
 * know. This room reads no directory; what the history itself tells of the reader decides, and the
 * README says what it cannot tell.
 */
final class OwnConcern {

  /** What is about the worker whom it names, and enough by itself, whatever came of it later. */
  private static final Set<String> ENOUGH =
      Stream.of(AlertRaised.getClassSchema(), AllocationMade.getClassSchema())
          .map(Schema::getFullName)
          .collect(toUnmodifiableSet());

  private static final String DECLARED = DeclarationMade.getClassSchema().getFullName();

  /** Whoever opened a record by mistake does not know the client for that. */
  private static final Json BY_MISTAKE = Json.text(DeclarationKind.ACCESS_BY_MISTAKE.name());

  private static final String JUDGED = JudgementMade.getClassSchema().getFullName();
  private static final String CONFLICT = ConflictOfInterestFound.getClassSchema().getFullName();
  private static final String CLEARED = ConflictOfInterestCleared.getClassSchema().getFullName();
  private static final String CONFLICT_ID = "conflictId";

  private final Json reader;
  private final Set<Json> conflicts = new HashSet<>();

  private OwnConcern(String readerId) {
    this.reader = Json.text(readerId);
  }

  /** Whether a history, oldest entry first, is one that this worker must not take away. */
  static boolean isIn(Iterable<HistoryEntry> history, String workerId) {
    OwnConcern concern = new OwnConcern(workerId);
    for (HistoryEntry entry : history) {
      if (concern.isSettledBy(entry)) {
        return true;
      }
    }
    return !concern.conflicts.isEmpty();
  }

  private boolean isSettledBy(HistoryEntry entry) {
    String type = entry.entry().schema().map(SchemaRef::fullName).orElse("");
    Map<String, Json> opened = opened(entry);
    boolean ofReader = reader.equals(opened.get("workerId"));
    if (type.equals(CONFLICT) && ofReader) {
      conflicts.add(opened.getOrDefault(CONFLICT_ID, Json.nothing()));
    }
    if (type.equals(CLEARED) && opened.containsKey(CONFLICT_ID)) {
      conflicts.remove(opened.get(CONFLICT_ID));
    }
    boolean judged =
        type.equals(JUDGED)
            && (isOpenConcern(opened.get("asKnown")) || isOpenConcern(opened.get("asItWas")));
    boolean declared = type.equals(DECLARED) && !BY_MISTAKE.equals(opened.get("declarationKind"));
    return ofReader && (judged || declared || ENOUGH.contains(type));
  }

  /**
   * Whether an answer of a judgement holds a concern that no explanation answers. Such a concern
   * raises an alert, which comes over another topic and may not be in the log yet. An answer that
   * cannot be opened any more counts as one.
   */
  private static boolean isOpenConcern(@Nullable Json answer) {
    if (answer instanceof Json.Object object
        && object.members().get("concerns") instanceof Json.Array(List<Json> concerns)) {
      return concerns.stream()
          .anyMatch(
              concern ->
                  !(concern instanceof Json.Object found) || found.member("answeredBy").isEmpty());
    }
    return true;
  }

  private static Map<String, Json> opened(HistoryEntry entry) {
    return entry.disclosures().stream().collect(toMap(Disclosure::name, Disclosure::value));
  }
}

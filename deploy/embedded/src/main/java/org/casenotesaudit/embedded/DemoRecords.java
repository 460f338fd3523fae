package org.casenotesaudit.embedded;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the records that a story is about. Names and dates are invented, each time anew. */
final class DemoRecords {
  private static final List<String> GIVEN = List.of("Alma", "Bruno", "Chiara", "Dario", "Elif");
  private static final List<String> FAMILY =
      List.of("Moreau", "Novak", "Okafor", "Petrov", "Quist");

  /**
   * What the story is about.
   *
   * @param familyName shown to the officer who asks for it; the story never says it
   * @param note in the open case, of which maria is key worker
   * @param oldNote in the case that was closed last year
   * @param noteText what maria wrote in the note
   */
  record DemoClient(
      String clientId,
      String familyName,
      LocalDate dateOfBirth,
      String caseId,
      String note,
      String noteText,
      String oldNote,
      String allocationId) {}

  private final Story story;
  private final Cast cast;

  DemoRecords(Story story, Cast cast) {
    this.story = story;
    this.cast = cast;
  }

  DemoClient make() throws InterruptedException {
    var sofia = cast.as(DemoPerson.SOFIA);
    var random = ThreadLocalRandom.current();
    var born =
        LocalDate.now(java.time.ZoneOffset.UTC).minusYears(15).minusDays(random.nextInt(900));
    var familyName = FAMILY.get(random.nextInt(FAMILY.size()));
    var clientId =
        create(
            sofia,
            "/v1/clients",
            Map.of(
                "givenName", GIVEN.get(random.nextInt(GIVEN.size())),
                "familyName", familyName,
                "dateOfBirth", born.toString()),
            "clientId");
    story.says("Sofia, a supervisor, registered an invented client: %s.", clientId);
    story.notes("clientId", clientId);

    var oldCase = openCase(sofia, clientId, daysAgo(900));
    allocate(sofia, oldCase, daysAgo(900));
    var oldNote = write(oldCase, "Last visit before the case was closed.", daysAgo(420));
    story.expect(
        200,
        sofia.post(
            App.CASE_NOTES,
            "/v1/cases/" + oldCase + "/close",
            Map.of("closedAt", daysAgo(400).toString())),
        "closing the old case");
    story.says("The client's earlier case %s was closed 400 days ago.", oldCase);
    story.notes("closedCaseId", oldCase);

    var caseId = openCase(sofia, clientId, daysAgo(60));
    var allocationId = allocate(sofia, caseId, daysAgo(60));
    story.says("The client's present case %s is open; Maria is its key worker.", caseId);
    story.notes("caseId", caseId);
    story.notes("allocationId", allocationId);

    var text = "Talked about the move to the new school. Visit no. " + random.nextInt(1000) + ".";
    var note = write(caseId, text, Instant.now().minus(Duration.ofHours(2)));
    story.says("Maria wrote case note %s.", note);
    story.notes("noteId", note);
    return new DemoClient(clientId, familyName, born, caseId, note, text, oldNote, allocationId);
  }

  private String openCase(Caller who, String clientId, Instant openedAt)
      throws InterruptedException {
    return create(
        who,
        "/v1/clients/" + clientId + "/cases",
        Map.of("teamId", DemoPerson.Team.CHILDREN_NORTH.id(), "openedAt", openedAt.toString()),
        "caseId");
  }

  private String allocate(Caller who, String caseId, Instant validFrom)
      throws InterruptedException {
    return create(
        who,
        "/v1/cases/" + caseId + "/allocations",
        Map.of(
            "workerId", DemoPerson.MARIA.subject(),
            "allocationKind", "KEY_WORKER",
            "validFrom", validFrom.toString()),
        "allocationId");
  }

  private String write(String caseId, String text, Instant contactAt) throws InterruptedException {
    return create(
        cast.as(DemoPerson.MARIA),
        "/v1/cases/" + caseId + "/notes",
        Map.of("text", text, "contactAt", contactAt.toString()),
        "noteId");
  }

  private String create(Caller who, String path, Map<String, ?> body, String idField)
      throws InterruptedException {
    var answer = story.expect(201, who.post(App.CASE_NOTES, path, body), "POST " + path);
    var id = answer.field(idField);
    story.expect(!id.isEmpty(), "POST " + path + ": no " + idField + " in the answer");
    return id;
  }

  static Instant daysAgo(int days) {
    return Instant.now().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
  }
}

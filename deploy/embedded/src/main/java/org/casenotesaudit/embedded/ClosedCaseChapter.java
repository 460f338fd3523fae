package org.casenotesaudit.embedded;

import org.casenotesaudit.embedded.DemoRecords.DemoClient;

/** Nothing stops a colleague from opening the record of a closed case; somebody asks why. */
final class ClosedCaseChapter {
  /**
   * What came of it.
   *
   * @param nameAccessId the access that showing the client's name to the officer was
   */
  record Flagged(Concerns.Found concern, String nameAccessId) {}

  private final Story story;
  private final Cast cast;
  private final Judgements judgements;
  private final Concerns concerns;

  ClosedCaseChapter(Story story, Cast cast, Judgements judgements, Concerns concerns) {
    this.story = story;
    this.cast = cast;
    this.judgements = judgements;
    this.concerns = concerns;
  }

  Flagged play(DemoClient client) throws InterruptedException {
    var opened =
        judgements.open(
            DemoPerson.COLIN, Judgements.view("CASE_NOTE", client.oldNote(), "DIRECT_CARE"));
    story.says(
        "Colin, of another team, opened a note of the closed case and was let in: access %s.",
        opened.accessId());
    var found = concerns.await(client.clientId(), opened.accessId(), "after-ending");
    story.says(
        "After %.1f s concern %s (%s) was in the queue: %s.",
        found.seconds(), found.reference(), found.severity(), found.why());
    concerns.sayWhereToLook(found);
    judgements.await(client.clientId(), opened.accessId(), "FLAGGED", "after-ending");
    var hidden = cast.as(DemoPerson.COLIN).get(App.ALERTS, "/v1/concerns");
    story.expect(
        hidden.status() == 401 || hidden.status() == 403,
        "a practitioner was shown the queue of concerns");
    story.says(
        "Colin himself is not shown the queue (%d: %s).",
        hidden.status(),
        hidden.status() == 401
            ? "his token is not for this service"
            : "his role does not allow it");
    story.notes("accessId", opened.accessId());
    story.notes("concernId", found.concernId());
    story.notes("alertAfterSeconds", found.seconds());
    return new Flagged(found, showName(found, client));
  }

  private String showName(Concerns.Found concern, DemoClient client) throws InterruptedException {
    var accessId = concerns.showName(concern, client);
    var judged = judgements.await(client.clientId(), accessId, "EXPLAINED", "audit-duty");
    story.says(
        "Omar, compliance officer, opened the concern and had the client's name shown. That is an"
            + " access, too: %s, judged after %.1f s as one with a reason on record, his duty to"
            + " audit (EXPLAINED by audit-duty).",
        accessId, judged.seconds());
    story.notes("nameAccessId", accessId);
    return accessId;
  }
}

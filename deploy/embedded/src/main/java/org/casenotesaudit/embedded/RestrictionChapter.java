package org.casenotesaudit.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.embedded.DemoRecords.DemoClient;

/** A record that is closed to all but named people looks to others as if it did not exist. */
final class RestrictionChapter {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String STATED_REASON =
      "Called by the hospital: where may the child be taken tonight?";

  private final Story story;
  private final Cast cast;
  private final Judgements judgements;
  private final Concerns concerns;

  RestrictionChapter(Story story, Cast cast, Judgements judgements, Concerns concerns) {
    this.story = story;
    this.cast = cast;
    this.judgements = judgements;
    this.concerns = concerns;
  }

  /** Returns the id of the refused access. */
  String play(DemoClient client) throws InterruptedException {
    story.expect(
        201,
        cast.as(DemoPerson.SOFIA)
            .post(
                App.CASE_NOTES,
                "/v1/clients/" + client.clientId() + "/restrictions",
                Map.of(
                    "namedWorkerIds",
                    List.of(DemoPerson.MARIA.subject(), DemoPerson.SOFIA.subject()))),
        "restricting the record");
    story.says("Sofia restricted the client's record to Maria and herself.");
    var refusal = ask(client);
    breakGlass(client);
    return refusal;
  }

  private String ask(DemoClient client) throws InterruptedException {
    var before = judgedAccesses(client).size();
    var restricted = attempt(client.note());
    var unknown = attempt(UUID.randomUUID().toString());
    story.expect(
        restricted.status() == 404
            && unknown.status() == 404
            && restricted.text().equals(unknown.text()),
        "the answers differ: %s for the restricted record, %s for an unknown one"
            .formatted(restricted.brief(), unknown.brief()));
    story.says(
        "Mona, a manager of another team, asked for the note and for one that does not exist:"
            + " the same answer twice, %d %s, as if neither existed.",
        restricted.status(), restricted.code());
    var refused =
        story.await(
            "the refusal is on record",
            PATIENCE,
            () -> {
              var all = judgedAccesses(client);
              return all.size() > before ? Optional.of(all.getLast()) : Optional.empty();
            });
    story.says("The refusal is on the client's record all the same: access %s.", refused.answer());
    story.notes("refusedAccessId", refused.answer());
    return refused.answer();
  }

  private Answer attempt(String noteId) throws InterruptedException {
    return cast.as(DemoPerson.MONA)
        .post(App.ACCESS, "/v1/accesses", Judgements.view("CASE_NOTE", noteId, "SUPERVISION"));
  }

  /** The accesses and refused attempts by Mona that were judged for this client. */
  private List<String> judgedAccesses(DemoClient client) throws InterruptedException {
    var answer =
        story.expect(
            200,
            cast.as(DemoPerson.ADA)
                .get(App.CONFIDENTIALITY, "/v1/clients/" + client.clientId() + "/judgements"),
            "GET the client's judgements");
    var ids = new java.util.ArrayList<String>();
    for (var judgement : answer.json().path("judgements")) {
      if (judgement.path("workerId").asText().equals(DemoPerson.MONA.subject())) {
        ids.add(judgement.path("accessId").asText());
      }
    }
    return ids;
  }

  private void breakGlass(DemoClient client) throws InterruptedException {
    var wish = new java.util.HashMap<>(Judgements.view("CASE_NOTE", client.note(), "EMERGENCY"));
    wish.put(
        "breakGlass",
        Map.of(
            "reasonCode",
            "RISK_TO_LIFE",
            "reason",
            STATED_REASON,
            "clientDateOfBirth",
            client.dateOfBirth().toString()));
    var opened = judgements.open(DemoPerson.MAX, wish);
    judgements.await(client.clientId(), opened.accessId(), "EXPLAINED", "break-glass");
    var review = concerns.await(client.clientId(), opened.accessId(), "break-glass-review");
    story.says(
        "Max, on emergency duty, broke glass: risk to life, a reason, and the exact date of birth."
            + " He was let in (access %s): a reason on record, the broken glass (EXPLAINED by"
            + " break-glass). A person reviews it: concern %s (%s), %s.",
        opened.accessId(), review.reference(), review.severity(), review.why());
    concerns.sayWhereToLook(review);
    story.notes("breakGlassAccessId", opened.accessId());
    var reasons =
        story.expect(
            200,
            cast.as(DemoPerson.OMAR)
                .post(
                    App.ALERTS,
                    "/v1/concerns/" + review.concernId() + "/break-glass-reasons",
                    Map.of()),
            "POST the concern's break-glass-reasons");
    story.expect(
        reasons.text().contains(STATED_REASON), "the reason shown is not the one that was stated");
    story.says("Omar read the reason in Max's own words; that he did is an access on record too.");
  }
}

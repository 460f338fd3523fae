package org.casenotesaudit.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.embedded.DemoRecords.DemoClient;
import org.casenotesaudit.embedded.Judgements.Judged;

/** The ordinary case: somebody with a reason on record reads, and nobody is bothered. */
final class ReadingChapter {
  private final Story story;
  private final Cast cast;
  private final Judgements judgements;

  ReadingChapter(Story story, Cast cast, Judgements judgements) {
    this.story = story;
    this.cast = cast;
    this.judgements = judgements;
  }

  Judged play(DemoClient client) throws InterruptedException {
    var direct =
        cast.as(DemoPerson.MARIA)
            .post(App.CASE_NOTES, "/v1/decisions", question(client, DemoPerson.MARIA));
    story.expect(403, direct, "a practitioner asked case-notes directly for the note");
    story.says(
        "Asked directly, case-notes gives Maria nothing (%d %s: only the service access has the"
            + " role to ask); reading goes through access.",
        direct.status(), direct.code());

    var opened =
        judgements.open(
            DemoPerson.MARIA, Judgements.view("CASE_NOTE", client.note(), "DIRECT_CARE"));
    story.expect(
        opened.content().field("text").equals(client.noteText()),
        "the note that came back is not the one that was written");
    story.says("Maria opened the note for direct care and got the words that she had written.");
    story.notes("accessId", opened.accessId());

    var judged =
        judgements.await(
            client.clientId(),
            opened.accessId(),
            "EXPLAINED",
            "allocated-worker",
            // She had the earlier case, too; that one alone would be of less weight.
            answer -> answer.strengths().contains("OWN"));
    story.expect(!judged.factEventIds().isEmpty(), "the explanation names no fact it rests on");
    story.says(
        "After %.1f s access %s was judged as one with a reason on record, that she is allocated to"
            + " the client (EXPLAINED by allocated-worker): allocation %s, recorded by Sofia in"
            + " event %s.",
        judged.seconds(), opened.accessId(), client.allocationId(), judged.factEventIds().get(0));
    story.notes("explainedAfterSeconds", judged.seconds());
    return judged;
  }

  private static Map<String, Object> question(DemoClient client, DemoPerson asks) {
    var question =
        new HashMap<String, Object>(Judgements.view("CASE_NOTE", client.note(), "DIRECT_CARE"));
    question.put("workerId", asks.subject());
    question.put("roles", asks.roles());
    question.put("teamIds", List.of());
    question.put("employment", "EMPLOYED");
    return question;
  }
}

package org.casenotesaudit.embedded;

import java.io.IOException;

/**
 * A story on the running system: who looked at this client's notes, were they allowed to, and can
 * it be proven? Each run makes a client of its own and leaves everything as a real day would.
 */
final class Demo {
  private final Settings settings;
  private final boolean json;
  private final Story story;
  private final Cast cast;

  Demo(Settings settings, boolean json) {
    this.settings = settings;
    this.json = json;
    this.story = new Story(json ? System.err : System.out);
    this.cast = new Cast(settings);
  }

  /**
   * Plays the story.
   *
   * @return 0 when all happened as told, else 1
   */
  int run() throws IOException, InterruptedException {
    try {
      play();
    } catch (Story.BrokenException | CommandFailedException notAsTold) {
      System.err.printf("%nNOT AS TOLD: %s%n", notAsTold.getMessage());
      if (json) {
        System.out.println(story.json(notAsTold.getMessage()));
      }
      return 1;
    }
    if (json) {
      System.out.println(story.json(null));
    } else {
      System.out.printf("%nAll of it happened as told, in %.0f s.%n", story.seconds());
    }
    return 0;
  }

  private void play() throws IOException, InterruptedException {
    var judgements = new Judgements(story, cast);
    var concerns = new Concerns(story, cast);
    var records = new DemoRecords(story, cast);

    story.chapter("A client, a case that is open and one that was closed last year");
    var client = records.make();

    story.chapter("The key worker reads her client's note");
    var reading = new ReadingChapter(story, cast, judgements);
    var explained = reading.play(client);

    story.chapter("A colleague opens the record of the case that was closed last year");
    var flagged = new ClosedCaseChapter(story, cast, judgements, concerns).play(client);

    story.chapter("A video, its consent withdrawn, and a court order");
    new MediaChapter(story, cast, judgements, concerns).play(client);

    story.chapter("The record is restricted; a manager asks for it; an emergency breaks glass");
    var refusal = new RestrictionChapter(story, cast, judgements, concerns).play(client);

    story.chapter("The compliance officer resolves the concern");
    concerns.resolve(flagged.concern());

    story.chapter("The auditor exports the client's history and verifies it offline");
    new ExportChapter(story, cast, settings)
        .play(client, explained, refusal, flagged.nameAccessId());
  }
}

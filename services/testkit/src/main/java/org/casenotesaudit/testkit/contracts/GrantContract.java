package org.casenotesaudit.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.contracts.JsonShape.date;
import static org.casenotesaudit.testkit.contracts.JsonShape.id;
import static org.casenotesaudit.testkit.contracts.JsonShape.moment;
import static org.casenotesaudit.testkit.contracts.JsonShape.object;
import static org.casenotesaudit.testkit.contracts.JsonShape.text;
import static org.casenotesaudit.testkit.contracts.JsonShape.wholeNumber;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.testkit.contracts.CaseNotesStage.Item;
import org.junit.jupiter.api.Test;

/** What access gets from case-notes for a grant: JSON once, or a recording in ranges. */
public abstract class GrantContract {

  private static final ObjectShape NOTE =
      object()
          .with("noteId", id())
          .with("version", wholeNumber())
          .with("text", text())
          .with("contactAt", moment());

  private static final ObjectShape NAME =
      object().with("givenName", text()).with("familyName", text());

  private static final ObjectShape PERSON = NAME.with("dateOfBirth", date());

  private static final LocalDate BORN = LocalDate.parse("2014-05-06");

  /** Longer than any grant lasts. */
  private static final Duration LONG = Duration.ofMinutes(16);

  protected abstract CaseNotesStage stage();

  @Test
  public void aNoteIsGivenOnce() {
    Item note = stage().note("words of a note");
    String grant = granted(note);

    JsonNode content = content(grant).unkept().json(NOTE);

    assertThat(content.path("noteId").asText()).isEqualTo(note.id().toString());
    assertThat(content.path("text").asText()).isEqualTo("words of a note");
    content(grant).problem(410, "grant-used");
  }

  @Test
  public void whoAClientIsIsGivenWithTheDateOfBirthAndANameIsNot() {
    Item identity = stage().identity("Quillon", "Canarybird", BORN);
    DecisionQuestion review =
        DecisionQuestion.about(identity.askedForAs("NAME_BEHIND_CONCERN"))
            .by("compliance-officer")
            .with("purpose", "AUDIT");

    JsonNode person = content(granted(identity)).unkept().json(PERSON);
    JsonNode name = content(granted(review)).unkept().json(NAME);

    assertThat(person.path("dateOfBirth").asText()).isEqualTo(BORN.toString());
    for (JsonNode told : List.of(person, name)) {
      assertThat(told.path("givenName").asText()).isEqualTo("Quillon");
      assertThat(told.path("familyName").asText()).isEqualTo("Canarybird");
    }
  }

  @Test
  public void aGrantThatNeverWasIsNotFound() {
    content(UUID.randomUUID().toString()).problem(404, "not-found");
    media(UUID.randomUUID().toString(), "").problem(404, "not-found");
  }

  @Test
  public void whenFactsHaveChangedNothingIsGivenAndTheGrantStays() {
    Item note = stage().note("words");
    String ofNote = granted(note);
    stage().changeFactsOf(note);
    Item video = stage().video();
    String ofVideo = granted(video);
    stage().changeFactsOf(video);

    content(ofNote).problem(409, "facts-changed");
    content(ofNote).problem(409, "facts-changed");
    media(ofVideo, "bytes=0-9").problem(409, "facts-changed");
  }

  @Test
  public void aGrantEnds() {
    String ofNote = granted(stage().note("words"));
    String ofVideo = granted(stage().video());

    stage().letPass(LONG);

    content(ofNote).problem(410, "grant-expired");
    media(ofVideo, "bytes=0-9").problem(410, "grant-expired");
  }

  @Test
  public void aRecordingIsGivenWholeToWhoeverAsksForNoPart() {
    Item video = stage().video();
    String grant = granted(video);

    for (String noOnePart : List.of("", "bytes=9-5", "bytes=0-1,5-6", "items=0-5", "bytes=-")) {
      EdgeAnswer whole = media(grant, noOnePart).unkept();

      assertThat(whole.raw().statusCode()).as(noOnePart).isEqualTo(200);
      assertIsVideo(whole, stage().bytesOf(video));
      assertThat(whole.header("Content-Range")).isEmpty();
    }
  }

  @Test
  public void aRecordingIsGivenInPartsAgainAndAgain() {
    Item video = stage().video();
    byte[] bytes = stage().bytesOf(video);
    int size = bytes.length;
    String grant = granted(video);

    assertPart(grant, bytes, "bytes=0-0", 0, 0);
    // Across the edge of what is sealed in one piece.
    assertPart(grant, bytes, "bytes=65530-65545", 65_530, 65_545);
    assertPart(grant, bytes, "bytes=" + (size - 3) + "-", size - 3, size - 1);
    assertPart(grant, bytes, "bytes=-5", size - 5, size - 1);
    assertPart(grant, bytes, "bytes=-" + 2 * size, 0, size - 1);
    assertPart(grant, bytes, "bytes=9-" + 2 * size, 9, size - 1);
    assertPart(grant, bytes, "bytes=0-0", 0, 0);
  }

  @Test
  public void aPartThatThereIsNotIs416WithTheLength() {
    Item video = stage().video();
    int size = stage().bytesOf(video).length;
    String grant = granted(video);

    for (String beyond : List.of("bytes=" + size + "-", "bytes=" + size + "-" + 2 * size)) {
      EdgeAnswer answer = media(grant, beyond);

      answer.problem(416, "range-not-satisfiable");
      assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + size);
    }
    assertPart(grant, stage().bytesOf(video), "bytes=0-0", 0, 0);
  }

  @Test
  public void aGrantOpensOneOfTheTwoRoutesAndIsNotUsedUpAtTheOther() {
    String ofNote = granted(stage().note("words"));
    String ofVideo = granted(stage().video());

    media(ofNote, "").problem(400, "wrong-grant");
    content(ofVideo).problem(400, "wrong-grant");
    content(ofNote).json(NOTE);
    assertThat(media(ofVideo, "bytes=0-9").raw().statusCode()).isEqualTo(206);
  }

  @Test
  public void withoutATokenNothingIsGivenAndTheGrantStays() {
    String ofNote = granted(stage().note("words"));
    EdgeCaller stranger = EdgeCaller.withoutToken(stage());

    stranger.post(contentOf(ofNote)).problem(401, "token-required");
    stranger.get(mediaOf(granted(stage().video()))).problem(401, "token-required");
    content(ofNote).json(NOTE);
  }

  private String granted(Item item) {
    return granted(DecisionQuestion.about(item));
  }

  private String granted(DecisionQuestion question) {
    return EdgeCaller.of(stage())
        .post("/v1/decisions", question)
        .json(DecisionShapes.PERMITTED_WITHOUT_CASE.perhapsWith("caseId", id()))
        .path("grantId")
        .asText();
  }

  private EdgeAnswer content(String grant) {
    return EdgeCaller.of(stage()).post(contentOf(grant));
  }

  private EdgeAnswer media(String grant, String range) {
    EdgeCaller access = EdgeCaller.of(stage());
    return range.isEmpty()
        ? access.get(mediaOf(grant))
        : access.get(mediaOf(grant), "Range", range);
  }

  private static String contentOf(String grant) {
    return "/v1/grants/" + grant + "/content";
  }

  private static String mediaOf(String grant) {
    return "/v1/grants/" + grant + "/media";
  }

  private void assertPart(String grant, byte[] bytes, String range, int first, int last) {
    EdgeAnswer part = media(grant, range).unkept();

    assertThat(part.raw().statusCode()).as(range).isEqualTo(206);
    assertThat(part.header("Content-Range"))
        .as(range)
        .isEqualTo("bytes " + first + "-" + last + "/" + bytes.length);
    assertIsVideo(part, Arrays.copyOfRange(bytes, first, last + 1));
  }

  private static void assertIsVideo(EdgeAnswer answer, byte[] bytes) {
    assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(bytes.length));
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.raw().body()).isEqualTo(bytes);
  }
}

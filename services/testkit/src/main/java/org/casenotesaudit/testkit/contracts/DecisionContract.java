package org.casenotesaudit.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.contracts.DecisionQuestion.about;
import static org.casenotesaudit.testkit.contracts.DecisionShapes.BREAK_GLASS_REQUIRED;
import static org.casenotesaudit.testkit.contracts.DecisionShapes.PERMITTED;
import static org.casenotesaudit.testkit.contracts.DecisionShapes.PERMITTED_WITHOUT_CASE;
import static org.casenotesaudit.testkit.contracts.DecisionShapes.REFUSED;
import static org.casenotesaudit.testkit.contracts.DecisionShapes.REFUSED_WITHOUT_CLIENT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.testkit.contracts.CaseNotesStage.Item;
import org.junit.jupiter.api.Test;

/** How case-notes answers access' question whether a worker may open a record. */
public abstract class DecisionContract {

  private static final String PATH = "/v1/decisions";
  private static final String ON_DUTY = "emergency-duty";
  private static final LocalDate BORN = LocalDate.parse("2014-05-06");
  private static final Duration GRANT_MAX = Duration.ofMinutes(15);
  private static final Duration A_WHILE = Duration.ofSeconds(40);

  protected abstract CaseNotesStage stage();

  @Test
  public void aNoteIsPermittedAgainstAGrantThatEnds() {
    Item note = stage().note("words");

    JsonNode answer = asked(about(note), PERMITTED);

    assertIsAbout(note, "CASE_NOTE", answer);
    assertThat(answer.path("recordId").asText()).isEqualTo(note.id().toString());
    assertThat(answer.path("rangeable").booleanValue()).isFalse();
    assertThat(Instant.parse(answer.path("expiresAt").asText()))
        .isAfter(stage().now())
        .isBeforeOrEqualTo(stage().now().plus(GRANT_MAX));
    assertRestsOn(answer, List.of(), List.of());
  }

  @Test
  public void whoAClientIsBelongsToNoCase() {
    Item identity = stage().identity("Quillon", "Canarybird", BORN);

    assertIsAbout(identity, "CLIENT_IDENTITY", asked(about(identity), PERMITTED_WITHOUT_CASE));
  }

  @Test
  public void aReviewerMayLearnTheNameBehindAConcern() {
    Item name = stage().identity("Quillon", "Canarybird", BORN).askedForAs("NAME_BEHIND_CONCERN");

    JsonNode answer =
        asked(
            about(name).by("compliance-officer").with("purpose", "AUDIT"), PERMITTED_WITHOUT_CASE);

    assertIsAbout(name, "CLIENT_IDENTITY", answer);
  }

  @Test
  public void aVideoComesInRangesAndNamesEachClientInIt() {
    Item video = stage().video();

    JsonNode answer = asked(about(video), PERMITTED);

    assertThat(video.clientIds()).hasSize(2);
    assertIsAbout(video, "VIDEO", answer);
    assertThat(answer.path("rangeable").booleanValue()).isTrue();
  }

  @Test
  public void whatThereIsNotIsRefusedInNobodysHistory() {
    Map<String, String> recordKinds =
        Map.of(
            "CASE_NOTE", "CASE_NOTE",
            "CASE_FILE", "CASE_FILE",
            "CLIENT_IDENTITY", "CLIENT_IDENTITY",
            "NAME_BEHIND_CONCERN", "CLIENT_IDENTITY",
            // Nobody knows whether it would be a photo, a video or a voice.
            "MEDIA", "OTHER");
    for (String kind : DecisionShapes.ITEM_KINDS) {
      JsonNode answer =
          asked(about(new Item(kind, UUID.randomUUID(), List.of())), REFUSED_WITHOUT_CLIENT);

      assertThat(answer.path("reason").asText()).isEqualTo("UNKNOWN_RECORD");
      assertThat(answer.path("clientIds")).isEmpty();
      assertThat(answer.path("recordKind").asText()).as(kind).isEqualTo(recordKinds.get(kind));
    }
  }

  @Test
  public void aNoteIsNoRecordingAndNoClient() {
    Item note = stage().note("words");

    for (String otherKind : List.of("MEDIA", "CLIENT_IDENTITY", "CASE_FILE")) {
      JsonNode answer = asked(about(note.askedForAs(otherKind)), REFUSED_WITHOUT_CLIENT);

      assertThat(answer.path("reason").asText()).as(otherKind).isEqualTo("UNKNOWN_RECORD");
    }
  }

  @Test
  public void aRefusalNamesItsReasonAndWhomItIsAbout() {
    Item closed = stage().restrictedNote(BORN);
    Item held = stage().heldVideo();
    Item forOthers = stage().noteForNoAuditor();

    assertRefused(about(closed), "RECORD_RESTRICTED", closed, "CASE_NOTE");
    assertRefused(about(held), "MEDIA_HELD", held, "VIDEO");
    assertRefused(about(forOthers).by("auditor"), "ROLE_NEVER_PERMITTED", forOthers, "CASE_NOTE");
  }

  @Test
  public void aProtectedClientIsOpenedOnceAnEmergencyIsStated() {
    Item note = stage().protectedNote();

    assertIsAbout(note, "CASE_NOTE", asked(about(note), BREAK_GLASS_REQUIRED));
    assertIsAbout(note, "CASE_NOTE", asked(about(note).stating("RISK_TO_LIFE"), PERMITTED));
  }

  @Test
  public void anEmergencyOpensARestrictedRecordToWhoeverIsOnDutyAndKnowsTheDateOfBirth() {
    Item note = stage().restrictedNote(BORN);

    JsonNode permitted =
        asked(about(note).by(ON_DUTY).stating("RISK_TO_LIFE").bornOn(BORN), PERMITTED);

    assertRestsOn(permitted, List.of(), note.clientIds());
    for (DecisionQuestion inVain :
        List.of(
            about(note).by(ON_DUTY).stating("RISK_TO_LIFE").bornOn(BORN.plusDays(1)),
            about(note).by(ON_DUTY).stating("RISK_TO_LIFE"),
            about(note).by("practitioner").stating("RISK_TO_LIFE").bornOn(BORN))) {
      assertRefused(inVain, "BREAK_GLASS_NOT_PERMITTED", note, "CASE_NOTE");
    }
  }

  @Test
  public void anEmergencyStatedEarlierOpensMoreOfTheClientUntilItEnds() {
    Item note = stage().restrictedNote(BORN);
    UUID client = note.clientId();
    Instant until = stage().now().plus(A_WHILE);

    JsonNode permitted = asked(about(note).by(ON_DUTY).stated(client, until, true), PERMITTED);

    assertRestsOn(permitted, note.clientIds(), List.of());
    assertThat(Instant.parse(permitted.path("expiresAt").asText()))
        .as("the grant does not outlive the emergency")
        .isBeforeOrEqualTo(until);
    for (DecisionQuestion asIfNothingWereStated :
        List.of(
            about(note).by(ON_DUTY).stated(client, stage().now(), true),
            about(note).by(ON_DUTY).stated(client, until, false),
            about(note).by(ON_DUTY).stated(UUID.randomUUID(), until, true),
            about(note).by("practitioner").stated(client, until, true))) {
      assertRefused(asIfNothingWereStated, "RECORD_RESTRICTED", note, "CASE_NOTE");
    }
  }

  @Test
  public void whatOpensWithoutAnEmergencyDoesNotRestOnOne() {
    Item note = stage().note("words");

    JsonNode answer =
        asked(
            about(note).by(ON_DUTY).stated(note.clientId(), stage().now().plus(A_WHILE), true),
            PERMITTED);

    assertRestsOn(answer, List.of(), List.of());
  }

  @Test
  public void everyWordThatAccessMayUseIsTaken() {
    Item note = stage().note("words");

    for (String word : JsonShape.symbols(Action.class)) {
      asked(about(note).with("action", word), PERMITTED);
    }
    for (String word : JsonShape.symbols(Purpose.class)) {
      asked(about(note).with("purpose", word), PERMITTED);
    }
    for (String word : JsonShape.symbols(BreakGlassReason.class)) {
      asked(about(note).stating(word), PERMITTED);
    }
    // Access turns the others away by itself.
    for (String word : List.of("EMPLOYED", "UNKNOWN")) {
      asked(about(note).with("employment", word), PERMITTED);
    }
  }

  @Test
  public void aQuestionThatIsNotAsAgreedIs400() {
    Item note = stage().note("words");
    ObjectNode whole = DecisionQuestion.withAllFields(note, stage().now().plus(A_WHILE));
    asked(whole, PERMITTED);

    for (Consumer<ObjectNode> spoiling : SPOILINGS) {
      ObjectNode spoilt = whole.deepCopy();
      spoiling.accept(spoilt);
      assertThat(spoilt).isNotEqualTo(whole);
      caller().post(PATH, spoilt).problem(400, "invalid-field");
    }
  }

  private static final List<Consumer<ObjectNode>> SPOILINGS =
      List.of(
          json -> json.put("colour", "red"),
          json -> json.withObject("/item").put("colour", "red"),
          json -> json.withObject("/breakGlass").put("reason", "in words"),
          json -> json.remove("workerId"),
          json -> json.put("workerId", 7),
          json -> json.put("roles", "practitioner"),
          json -> json.putArray("teamIds").add(7),
          json -> json.putArray("superviseeIds").add(7),
          json -> json.remove("employment"),
          json -> json.put("employment", "RETIRED"),
          json -> json.remove("item"),
          json -> json.put("item", "CASE_NOTE"),
          json -> json.withObject("/item").put("kind", "NOTE"),
          json -> json.withObject("/item").put("id", "7"),
          json -> json.remove("action"),
          json -> json.put("action", "UNKNOWN"),
          json -> json.remove("purpose"),
          json -> json.put("purpose", "UNKNOWN"),
          json -> json.put("breakGlass", "RISK_TO_LIFE"),
          json -> json.withObject("/breakGlass").put("reasonCode", "UNKNOWN"),
          json -> json.put("clientDateOfBirth", "06.05.2014"),
          json -> json.putArray("clientDateOfBirth").add(2014).add(5).add(6),
          json -> json.set("standingGlasses", json.at("/standingGlasses/0")),
          json -> json.withObject("/standingGlasses/0").put("clientId", "7"),
          json -> json.withObject("/standingGlasses/0").put("validUntil", 1_772_359_200),
          json -> json.withObject("/standingGlasses/0").put("dateOfBirthKnown", "true"));

  @Test
  public void withoutATokenNothingIsDecided() {
    EdgeCaller.withoutToken(stage())
        .post(PATH, about(stage().note("words")))
        .problem(401, "token-required");
  }

  private EdgeCaller caller() {
    return EdgeCaller.of(stage());
  }

  private JsonNode asked(Object question, JsonShape expected) {
    return caller().post(PATH, question).json(expected);
  }

  private void assertRefused(
      DecisionQuestion question, String reason, Item item, String recordKind) {
    JsonNode answer = asked(question, REFUSED);
    assertThat(answer.path("reason").asText()).as("%s", question).isEqualTo(reason);
    assertIsAbout(item, recordKind, answer);
  }

  private static void assertIsAbout(Item item, String recordKind, JsonNode answer) {
    assertThat(answer.path("recordKind").asText()).isEqualTo(recordKind);
    assertThat(answer.path("clientId").asText()).isEqualTo(item.clientId().toString());
    assertThat(texts(answer.path("clientIds"))).isEqualTo(texts(item.clientIds()));
  }

  /** On which emergencies of whom: stated earlier, or now together with the date of birth. */
  private static void assertRestsOn(JsonNode answer, List<UUID> earlier, List<UUID> now) {
    assertThat(texts(answer.path("standingGlassOf"))).isEqualTo(texts(earlier));
    assertThat(texts(answer.path("birthDatesKnown"))).isEqualTo(texts(now));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }
}

package org.casenotesaudit.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.contracts.JsonShape.id;
import static org.casenotesaudit.testkit.contracts.JsonShape.listOfSome;
import static org.casenotesaudit.testkit.contracts.JsonShape.moment;
import static org.casenotesaudit.testkit.contracts.JsonShape.object;
import static org.casenotesaudit.testkit.contracts.JsonShape.oneOf;
import static org.casenotesaudit.testkit.contracts.JsonShape.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.casenotesaudit.events.BreakGlassReason;
import org.junit.jupiter.api.Test;

/** How access tells alerts why glass was broken, in the words that the worker stated. */
public abstract class ReasonDisclosureContract {

  /** What alerts asks. The stand-in takes nothing else. */
  public static final ObjectShape QUESTION =
      NameDisclosureContract.QUESTION.with("accessIds", listOfSome(id()));

  private static final ObjectShape ANSWER =
      object()
          .with(
              "statements",
              listOfSome(
                  object()
                      .with("reasonCode", oneOf(BreakGlassReason.class))
                      .with("reason", text())
                      .with("statedAt", moment())
                      .with("validUntil", moment())
                      .with("accessId", id())));

  private static final String PATH = "/v1/break-glass-reasons";

  /** Emergencies to ask for. */
  public interface Stage extends EdgeStage {

    /**
     * An emergency that a worker stated.
     *
     * @param accessId an access that it covers
     */
    record Stated(UUID clientId, UUID accessId, String reasonCode, String reason) {}

    Stated stated();

    /** A client and an access for which nobody stated anything. */
    Stated nothingStated();
  }

  protected abstract Stage stage();

  @Test
  public void aStatementIsToldWithTheAccessThatReadingItIs() {
    Stage.Stated stated = stage().stated();

    JsonNode first = statementIn(asked(question(stated)));
    JsonNode again = statementIn(asked(question(stated)));

    assertThat(first.path("reasonCode").asText()).isEqualTo(stated.reasonCode());
    assertThat(first.path("reason").asText()).isEqualTo(stated.reason());
    assertThat(Instant.parse(first.path("statedAt").asText()))
        .isBefore(Instant.parse(first.path("validUntil").asText()));
    assertThat(first.path("accessId").asText())
        .as("each reading is an access of its own")
        .isNotEqualTo(stated.accessId().toString())
        .isNotEqualTo(again.path("accessId").asText());
  }

  @Test
  public void whereNothingWasStatedNothingIsFound() {
    asked(question(stage().nothingStated())).problem(404, "not-found");
  }

  @Test
  public void aQuestionThatIsNotAsAgreedIs400() {
    ObjectNode whole = question(stage().stated());
    statementIn(asked(whole));

    Stream.concat(NameDisclosureContract.SPOILINGS.stream(), SPOILINGS.stream())
        .forEach(
            spoiling -> {
              ObjectNode spoilt = whole.deepCopy();
              spoiling.accept(spoilt);
              assertThat(spoilt).isNotEqualTo(whole);
              asked(spoilt).problem(400, "invalid-field");
            });
  }

  private static final List<Consumer<ObjectNode>> SPOILINGS =
      List.of(
          json -> json.remove("accessIds"),
          json -> json.putArray("accessIds"),
          json -> json.put("accessIds", UUID.randomUUID().toString()),
          json -> json.putArray("accessIds").add(7),
          json -> json.putArray("accessIds").add("no-id"));

  @Test
  public void withoutATokenNoReasonIsTold() {
    EdgeCaller.withoutToken(stage())
        .post(PATH, question(stage().stated()))
        .problem(401, "token-required");
  }

  private EdgeAnswer asked(ObjectNode question) {
    return EdgeCaller.of(stage()).post(PATH, question);
  }

  private static ObjectNode question(Stage.Stated stated) {
    ObjectNode json = NameDisclosureContract.question(stated.clientId(), UUID.randomUUID());
    ArrayNode accessIds = json.putArray("accessIds");
    accessIds.add(stated.accessId().toString());
    return json;
  }

  private static JsonNode statementIn(EdgeAnswer answer) {
    JsonNode statements = answer.unkept().json(ANSWER).path("statements");
    assertThat(statements).hasSize(1);
    return statements.path(0);
  }
}

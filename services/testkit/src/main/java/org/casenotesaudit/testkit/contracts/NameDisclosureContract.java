package org.casenotesaudit.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.contracts.JsonShape.id;
import static org.casenotesaudit.testkit.contracts.JsonShape.object;
import static org.casenotesaudit.testkit.contracts.JsonShape.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How access tells alerts the name behind a concern. */
public abstract class NameDisclosureContract {

  /** What alerts asks. The stand-in takes nothing else. */
  public static final ObjectShape QUESTION =
      object()
          .with("clientId", id())
          .with("concernId", id())
          .with("onBehalfOf", object().with("workerId", id()));

  private static final ObjectShape ANSWER =
      object().with("givenName", text()).with("familyName", text()).with("accessId", id());

  private static final String PATH = "/v1/name-disclosures";

  /** Clients to ask for. */
  public interface Stage extends EdgeStage {

    /**
     * Whose name is this, and may be told to a reviewer.
     *
     * @param name given and family name
     */
    record Named(UUID clientId, String givenName, String familyName) {}

    Named named();

    UUID unknown();

    /** Whose name may not be told to this reviewer, and who is known. */
    UUID withheld();

    /** Whose facts change between the permission and the name. */
    UUID changing();

    /** Whose records cannot be reached now. */
    UUID outOfReach();
  }

  protected abstract Stage stage();

  @Test
  public void aNameIsToldWithTheAccessThatTellingItIs() {
    Stage.Named named = stage().named();

    JsonNode answer = asked(question(named.clientId())).unkept().json(ANSWER);
    JsonNode again = asked(question(named.clientId())).unkept().json(ANSWER);

    assertThat(answer.path("givenName").asText()).isEqualTo(named.givenName());
    assertThat(answer.path("familyName").asText()).isEqualTo(named.familyName());
    assertThat(again.path("accessId"))
        .as("each telling is an access of its own")
        .isNotEqualTo(answer.path("accessId"));
  }

  @Test
  public void aNameThatIsNotToldIsAProblemThatSaysWhy() {
    asked(question(stage().unknown())).problem(404, "not-found");
    asked(question(stage().withheld())).problem(403, "access-refused");
    asked(question(stage().changing())).problem(409, "facts-changed");
    asked(question(stage().outOfReach())).problem(503, "case-notes-unavailable");
  }

  @Test
  public void aQuestionThatIsNotAsAgreedIs400() {
    ObjectNode whole = question(stage().named().clientId());
    asked(whole).json(ANSWER);

    for (Consumer<ObjectNode> spoiling : SPOILINGS) {
      ObjectNode spoilt = whole.deepCopy();
      spoiling.accept(spoilt);
      assertThat(spoilt).isNotEqualTo(whole);
      asked(spoilt).problem(400, "invalid-field");
    }
  }

  /** What is wrong with a question of either kind about a client and a concern. */
  static final List<Consumer<ObjectNode>> SPOILINGS =
      List.of(
          json -> json.put("colour", "red"),
          json -> json.withObject("/onBehalfOf").put("colour", "red"),
          json -> json.remove("clientId"),
          json -> json.put("clientId", 7),
          json -> json.put("clientId", "no-id"),
          json -> json.remove("concernId"),
          json -> json.putArray("concernId").add(UUID.randomUUID().toString()),
          json -> json.remove("onBehalfOf"),
          json -> json.put("onBehalfOf", UUID.randomUUID().toString()),
          json -> json.putObject("onBehalfOf"),
          json -> json.withObject("/onBehalfOf").put("workerId", "omar"));

  @Test
  public void withoutATokenNoNameIsTold() {
    EdgeCaller.withoutToken(stage())
        .post(PATH, question(stage().named().clientId()))
        .problem(401, "token-required");
  }

  private EdgeAnswer asked(ObjectNode question) {
    return EdgeCaller.of(stage()).post(PATH, question);
  }

  private static ObjectNode question(UUID clientId) {
    return question(clientId, UUID.randomUUID());
  }

  /** As alerts asks, for a reviewer of some concern. */
  static ObjectNode question(UUID clientId, UUID reviewerId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("clientId", clientId.toString());
    json.put("concernId", UUID.randomUUID().toString());
    json.putObject("onBehalfOf").put("workerId", reviewerId.toString());
    return json;
  }
}

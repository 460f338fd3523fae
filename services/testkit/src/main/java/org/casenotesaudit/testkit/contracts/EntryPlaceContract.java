package org.casenotesaudit.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.contracts.JsonShape.id;
import static org.casenotesaudit.testkit.contracts.JsonShape.object;
import static org.casenotesaudit.testkit.contracts.JsonShape.wholeNumber;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How audit-trail tells alerts where an event stands in the ledger. */
public abstract class EntryPlaceContract {

  private static final ObjectShape ANSWER =
      object().with("index", wholeNumber()).with("eventId", id());

  private static final String PATH = "/v1/entries";
  private static final String ON_BEHALF_OF = "On-Behalf-Of";
  private static final String OFFICER = UUID.randomUUID().toString();

  /** Events to ask for. */
  public interface Stage extends EdgeStage {

    /** Id of an event that a signed checkpoint covers. */
    String covered();

    /** Id of an event that is not in the ledger yet. */
    String notThereYet();
  }

  protected abstract Stage stage();

  @Test
  public void thePlaceOfAnEventIsANumberFromZeroOn() {
    String event = stage().covered();

    JsonNode place = asked(event).json(ANSWER);

    assertThat(place.path("eventId").asText()).isEqualTo(event);
    assertThat(place.path("index").asLong()).isNotNegative();
  }

  @Test
  public void anEventThatIsNotThereYetIs404() {
    asked(stage().notThereYet()).problem(404, "not-in-ledger-yet");
  }

  @Test
  public void whatIsNoIdOfAnEventIs400() {
    for (String query : List.of("?eventId=7", "?eventId=", "")) {
      caller().get(PATH + query, ON_BEHALF_OF, OFFICER).problem(400);
    }
  }

  @Test
  public void whoeverAsksForAnotherNamesThemByTheirId() {
    String path = PATH + "?eventId=" + stage().covered();

    caller().get(path).problem(400, "invalid-field");
    caller().get(path, ON_BEHALF_OF, "omar").problem(400, "invalid-field");
  }

  @Test
  public void withoutATokenNoPlaceIsTold() {
    EdgeCaller.withoutToken(stage())
        .get(PATH + "?eventId=" + stage().covered(), ON_BEHALF_OF, OFFICER)
        .problem(401, "token-required");
  }

  private EdgeCaller caller() {
    return EdgeCaller.of(stage());
  }

  private EdgeAnswer asked(String eventId) {
    return caller().get(PATH + "?eventId=" + eventId, ON_BEHALF_OF, OFFICER);
  }
}

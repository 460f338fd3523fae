package org.casenotesaudit.testkit.contracts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.casenotesaudit.testkit.contracts.CaseNotesStage.Item;

/** A question for a decision as access asks it: whether a practitioner may view a record. */
final class DecisionQuestion {

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private DecisionQuestion(Item item) {
    json.put("workerId", UUID.randomUUID().toString());
    json.putArray("roles").add("practitioner");
    json.putArray("teamIds").add(UUID.randomUUID().toString());
    json.putArray("superviseeIds").add(UUID.randomUUID().toString());
    json.put("employment", "EMPLOYED");
    json.putObject("item").put("kind", item.kind()).put("id", item.id().toString());
    json.put("action", "VIEW");
    json.put("purpose", "DIRECT_CARE");
  }

  static DecisionQuestion about(Item item) {
    return new DecisionQuestion(item);
  }

  /** With each field that access ever sends. */
  static ObjectNode withAllFields(Item item, Instant validUntil) {
    return about(item)
        .stating("RISK_TO_LIFE")
        .bornOn(LocalDate.parse("2014-05-06"))
        .stated(item.clientId(), validUntil, true)
        .json();
  }

  DecisionQuestion by(String role) {
    json.putArray("roles").add(role);
    return this;
  }

  DecisionQuestion with(String field, String value) {
    json.put(field, value);
    return this;
  }

  /** Glass is broken now. */
  DecisionQuestion stating(String reasonCode) {
    json.putObject("breakGlass").put("reasonCode", reasonCode);
    return this;
  }

  DecisionQuestion bornOn(LocalDate clientDateOfBirth) {
    json.put("clientDateOfBirth", clientDateOfBirth.toString());
    return this;
  }

  /** Glass was broken earlier, for this client. */
  DecisionQuestion stated(UUID clientId, Instant validUntil, boolean dateOfBirthKnown) {
    json.withArray("standingGlasses")
        .addObject()
        .put("clientId", clientId.toString())
        .put("validUntil", validUntil.toString())
        .put("dateOfBirthKnown", dateOfBirthKnown);
    return this;
  }

  ObjectNode json() {
    return json;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}

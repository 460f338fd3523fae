package org.casenotesaudit.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.casenotesaudit.testkit.contracts.JsonShape;
import org.casenotesaudit.testkit.contracts.NameDisclosureContract;
import org.casenotesaudit.testkit.contracts.ReasonDisclosureContract;
import org.casenotesaudit.testkit.contracts.StandInCall;
import org.casenotesaudit.testkit.contracts.StandInServer;

/**
 * Stands in for access and audit-trail and keeps what it was asked. Held to the same contracts as
 * they are, and as strict as that: what it refuses of alerts, they would.
 */
final class NeighbourStandIns implements AutoCloseable {

  static final String GIVEN_NAME = "Zinnia";
  static final String FAMILY_NAME = "Quillfeather";
  static final String REASON_CODE = "RISK_TO_LIFE";
  static final String REASON = "Quillfeather called.";

  final List<String> disclosures = new CopyOnWriteArrayList<>();
  final List<String> reasonsAsked = new CopyOnWriteArrayList<>();

  /** What audit-trail was asked: {@code <query> on behalf of <worker>}. */
  final List<String> entriesAsked = new CopyOnWriteArrayList<>();

  /** The {@code traceparent} of every question, in order. */
  final List<String> traces = new CopyOnWriteArrayList<>();

  /** Of whom nothing is told, and with which problem that is said. */
  private final Map<String, Problem> untold = new ConcurrentHashMap<>();

  private final Set<String> notInLedger = ConcurrentHashMap.newKeySet();
  private final StandInServer server = StandInServer.start();

  private record Problem(int status, String code) {}

  NeighbourStandIns() {
    server
        .on("/v1/name-disclosures", this::tellName)
        .on("/v1/break-glass-reasons", this::tellReasons)
        .on("/v1/entries", this::tellPlace);
  }

  String url() {
    return server.url();
  }

  /** Of this client nothing is told from now on. */
  void tellNothingOf(String clientId, int status, String code) {
    untold.put(clientId, new Problem(status, code));
  }

  /** This event is in no checkpoint. */
  void keepOutOfLedger(String eventId) {
    notInLedger.add(eventId);
  }

  @Override
  public void close() {
    server.close();
  }

  private void tellName(StandInCall call) {
    asked(call, NameDisclosureContract.QUESTION, disclosures)
        .ifPresent(
            question ->
                call.unkept(
                    Map.of(
                        "givenName",
                        GIVEN_NAME,
                        "familyName",
                        FAMILY_NAME,
                        "accessId",
                        StreamEvents.id())));
  }

  private void tellReasons(StandInCall call) {
    asked(call, ReasonDisclosureContract.QUESTION, reasonsAsked)
        .ifPresent(question -> call.unkept(Map.of("statements", List.of(statement()))));
  }

  private static Map<String, String> statement() {
    return Map.of(
        "reasonCode",
        REASON_CODE,
        "reason",
        REASON,
        "statedAt",
        "2026-03-01T10:00:00Z",
        "validUntil",
        "2026-03-01T14:00:00Z",
        "accessId",
        StreamEvents.id());
  }

  /** What is asked, if it is of this shape and about a client of whom something is told. */
  private Optional<JsonNode> asked(StandInCall call, JsonShape shape, List<String> kept) {
    traces.add(call.header("traceparent"));
    Optional<JsonNode> question = call.bodyOf(shape);
    question.map(JsonNode::toString).ifPresent(kept::add);
    Optional<Problem> problem = question.map(asked -> untold.get(asked.path("clientId").asText()));
    problem.ifPresent(why -> call.problem(why.status(), why.code(), "Nothing is told."));
    return problem.isPresent() ? Optional.empty() : question;
  }

  private void tellPlace(StandInCall call) {
    traces.add(call.header("traceparent"));
    String eventId = call.query().replaceFirst("^eventId=", "");
    String onBehalfOf = call.header("On-Behalf-Of");
    if (!isId(eventId) || !isId(onBehalfOf)) {
      call.problem(400, "invalid-field", "eventId, On-Behalf-Of: (expected: UUIDs in lower case)");
      return;
    }
    entriesAsked.add(call.query() + " on behalf of " + onBehalfOf);
    if (notInLedger.contains(eventId)) {
      call.problem(404, "not-in-ledger-yet", "No checkpoint covers it.");
    } else {
      call.json(Map.of("index", 1234, "eventId", eventId));
    }
  }

  private static boolean isId(String text) {
    return JsonShape.id().faults("", TextNode.valueOf(text)).findAny().isEmpty();
  }
}

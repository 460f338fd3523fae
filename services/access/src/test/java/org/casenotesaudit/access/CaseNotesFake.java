package org.casenotesaudit.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.casenotesaudit.testkit.contracts.DecisionShapes;
import org.casenotesaudit.testkit.contracts.StandInCall;
import org.casenotesaudit.testkit.contracts.StandInServer;

/**
 * case-notes' service edge, by hand: what a record answers is set beforehand, grants are used once,
 * media come in ranges. Held to the same contracts as the real one, and as strict as that: what it
 * refuses of access, the real one would.
 */
final class CaseNotesFake implements AutoCloseable {

  static final int MEDIA_BYTES = FakeRecording.BYTES;

  private static final Duration GRANT_LIFE = Duration.ofMinutes(15);
  private static final UUID CASE = new UUID(1, 1);

  private final StandInServer server = StandInServer.start();
  private final Map<UUID, FakeRecord> records = new ConcurrentHashMap<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final List<Map<String, Object>> questions = new CopyOnWriteArrayList<>();
  private final List<String> redeemed = new CopyOnWriteArrayList<>();
  private final List<String> traces = new CopyOnWriteArrayList<>();
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private final Set<UUID> chunked = ConcurrentHashMap.newKeySet();
  private volatile Clock clock = Clock.systemUTC();
  private volatile Runnable beforeDecision = () -> {};
  private volatile Runnable beforeContent = () -> {};

  private record Grant(UUID item, String kind, Instant end) {

    boolean isOfMedia() {
      return kind.equals("MEDIA");
    }
  }

  private CaseNotesFake() {
    server.on("/v1/decisions", this::decide).on("/v1/grants/", this::grant);
  }

  static CaseNotesFake start() {
    return new CaseNotesFake();
  }

  String url() {
    return server.url();
  }

  /** A note of this client that everybody may open. */
  UUID note(UUID clientId, String text) {
    UUID id = UUID.randomUUID();
    return note(id, text, answering(noteOf(clientId, id)));
  }

  /** A note of this client that opens to an emergency only. */
  UUID restricted(UUID clientId, String dateOfBirth) {
    UUID id = UUID.randomUUID();
    return note(id, "restricted", new FakeRecord.Lock(clientId, dateOfBirth, noteOf(clientId, id)));
  }

  /** A note of this client that asks everybody to state an emergency first. */
  UUID askingForGlass(UUID clientId) {
    UUID id = UUID.randomUUID();
    return note(id, "protected", FakeRecord.onceGlassIsBroken(clientId, noteOf(clientId, id)));
  }

  private static Map<String, Object> noteOf(UUID clientId, UUID id) {
    return FakeRecord.permission(id, "CASE_NOTE", Optional.of(CASE), clientId);
  }

  private UUID note(UUID id, String text, FakeRecord.Rule rule) {
    var content =
        Map.of("noteId", id, "version", 1, "text", text, "contactAt", "2026-03-01T10:00:00Z");
    records.put(id, new FakeRecord(Map.of("CASE_NOTE", content), rule));
    return id;
  }

  /** A client whose name may be disclosed. */
  UUID identity(UUID clientId, String givenName, String familyName) {
    return identity(clientId, givenName, familyName, LocalDate.of(2001, 2, 3));
  }

  UUID identity(UUID clientId, String givenName, String familyName, LocalDate dateOfBirth) {
    var name = Map.of("givenName", givenName, "familyName", familyName);
    var person = new HashMap<>(name);
    person.put("dateOfBirth", dateOfBirth.toString());
    records.put(
        clientId,
        new FakeRecord(
            Map.of("CLIENT_IDENTITY", person, "NAME_BEHIND_CONCERN", name),
            answering(
                FakeRecord.permission(clientId, "CLIENT_IDENTITY", Optional.empty(), clientId))));
    return clientId;
  }

  /** A video of these clients, of {@link #MEDIA_BYTES}. */
  UUID video(UUID... clientIds) {
    UUID id = UUID.randomUUID();
    records.put(
        id,
        new FakeRecord(
            Map.of("MEDIA", Map.of()),
            answering(FakeRecord.permission(id, "VIDEO", Optional.of(CASE), clientIds))));
    return id;
  }

  /** A record that gives this answer, which the real one need not know to give. */
  UUID answeringWith(Map<String, Object> answer) {
    return put(FakeRecord.answering(answering(answer)));
  }

  /** A note, client or video that is refused. */
  UUID refusing(String reason, UUID... clientIds) {
    return put(
        FakeRecord.answering(
            (question, now) ->
                FakeRecord.refusal(
                    reason,
                    switch (kindIn(question)) {
                      case "MEDIA" -> "VIDEO";
                      case "NAME_BEHIND_CONCERN" -> "CLIENT_IDENTITY";
                      case String kind -> kind;
                    },
                    clientIds)));
  }

  private UUID put(FakeRecord record) {
    UUID id = UUID.randomUUID();
    records.put(id, record);
    return id;
  }

  private static FakeRecord.Rule answering(Map<String, Object> answer) {
    return (question, now) -> answer;
  }

  /** What was decided about the record no longer holds when its content is asked for. */
  void factsChangeBeforeContentOf(UUID item) {
    changed.add(item);
  }

  /** The recording comes in chunks, without a length. */
  void sendInChunks(UUID video) {
    chunked.add(video);
  }

  /** Runs while access waits for the decision. */
  void beforeDecision(Runnable action) {
    beforeDecision = action;
  }

  /** Runs while access waits for the content behind a grant. */
  void beforeContent(Runnable action) {
    beforeContent = action;
  }

  Instant now() {
    return clock.instant();
  }

  void letPass(Duration duration) {
    clock = Clock.offset(clock, duration);
  }

  Map<String, Object> lastQuestionAbout(UUID item) {
    return questions.reversed().stream()
        .filter(question -> item.toString().equals(((Map<?, ?>) question.get("item")).get("id")))
        .findFirst()
        .orElseThrow();
  }

  Map<String, Object> lastQuestion() {
    return questions.getLast();
  }

  int questionCount() {
    return questions.size();
  }

  int redeemedCount() {
    return redeemed.size();
  }

  /** The {@code traceparent} of every question so far, in order. */
  List<String> traces() {
    return List.copyOf(traces);
  }

  static byte[] mediaBytes() {
    return FakeRecording.bytes();
  }

  @Override
  public void close() {
    server.close();
  }

  private void decide(StandInCall call) {
    traces.add(call.header("traceparent"));
    beforeDecision.run();
    call.bodyOf(DecisionShapes.QUESTION).ifPresent(question -> call.json(answerTo(question)));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> answerTo(JsonNode question) {
    questions.add(new ObjectMapper().convertValue(question, Map.class));
    UUID item = UUID.fromString(question.path("item").path("id").asText());
    String kind = kindIn(question);
    FakeRecord record = records.get(item);
    if (record == null || !record.isOf(kind)) {
      return FakeRecord.unknown(kind);
    }
    var answer = new HashMap<>(record.rule().answer(question, now()));
    if ("PERMITTED".equals(answer.get("outcome"))) {
      String grantId = UUID.randomUUID().toString();
      String end = now().plus(GRANT_LIFE).toString();
      answer.put("grantId", grantId);
      // A grant does not outlive the emergency that it rests on.
      answer.merge("expiresAt", end, CaseNotesFake::earlier);
      grants.put(grantId, new Grant(item, kind, Instant.parse(answer.get("expiresAt").toString())));
    }
    return answer;
  }

  private static Object earlier(Object one, Object other) {
    return Instant.parse(one.toString()).isBefore(Instant.parse(other.toString())) ? one : other;
  }

  private static String kindIn(JsonNode question) {
    return question.path("item").path("kind").asText();
  }

  private void grant(StandInCall call) {
    traces.add(call.header("traceparent"));
    beforeContent.run();
    String[] path = call.path().split("/");
    String grantId = path[3];
    boolean forMedia = path[4].equals("media");
    Grant grant = grants.get(grantId);
    if (grant == null) {
      call.problem(404, "not-found", "There is no such grant.");
    } else if (!now().isBefore(grant.end())) {
      call.problem(410, "grant-expired", "The grant has ended.");
    } else if (used.contains(grantId)) {
      call.problem(410, "grant-used", "The grant was used before.");
    } else if (changed.contains(grant.item())) {
      call.problem(409, "facts-changed", "Facts have changed.");
    } else if (forMedia != grant.isOfMedia()) {
      call.problem(400, "wrong-grant", "The grant is for the other route.");
    } else {
      redeemed.add(grantId);
      give(call, grantId, grant);
    }
  }

  private void give(StandInCall call, String grantId, Grant grant) {
    if (grant.isOfMedia()) {
      FakeRecording.send(call, chunked.contains(grant.item()));
    } else {
      used.add(grantId);
      call.unkept(records.get(grant.item()).contents().get(grant.kind()));
    }
  }
}

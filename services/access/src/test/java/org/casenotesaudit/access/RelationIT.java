package org.casenotesaudit.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.events.WorkerRelationDeclared;
import org.casenotesaudit.events.WorkerRelationEnded;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who stands close to whom, as declared: who may say so, what is published, and what is not. */
class RelationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RunningAccess access = RunningAccess.shared();

  @AutoClose
  private static final TopicReader directory = TopicReader.fromNow(Topics.ACCESS_DIRECTORY);

  private final UUID worker = UUID.randomUUID();
  private final UUID friend = aKnownWorker();

  @Test
  void aRelationIsPublishedWhenItIsDeclaredAndWhenItEndsAndSaysNotOfWhatKindItIs() {
    HttpResponse<String> declared =
        declare(
            own(worker, "compliance-officer"),
            worker,
            body(friend, ",\"validFrom\":\"2021-05-01T00:00:00Z\""));
    assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
    String id = (String) access.json(declared).get("relationId");

    HttpResponse<String> again =
        declare(own(worker, "compliance-officer"), worker, body(friend, ""));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).as("the relation that holds already").isEqualTo(declared.body());

    HttpResponse<String> ended = end(own(worker, "compliance-officer"), worker, id);
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    assertThat(end(own(worker, "compliance-officer"), worker, id).body())
        .as("an end is no second time")
        .isEqualTo(ended.body());

    List<TopicReader.Read> told =
        directory.upTo(
            read -> read.event().toString().contains(id),
            read -> read.event() instanceof WorkerRelationEnded,
            PATIENCE);
    assertThat(told).hasSize(2);
    WorkerRelationDeclared event = (WorkerRelationDeclared) told.getFirst().event();
    assertThat(event.getWorkerId()).isEqualTo(worker.toString());
    assertThat(event.getOtherWorkerId()).isEqualTo(friend.toString());
    assertThat(event.getValidFrom()).isEqualTo(Instant.parse("2021-05-01T00:00:00Z"));
    assertThat(event.getEnvelope().getActorId()).isEqualTo(worker.toString());
    WorkerRelationEnded end = (WorkerRelationEnded) told.getLast().event();
    assertThat(end.getWorkerId()).isEqualTo(worker.toString());
    assertThat(end.getOtherWorkerId()).isEqualTo(friend.toString());
    assertThat(end.getEndedAt()).isAfter(event.getValidFrom());

    HttpResponse<String> anew =
        declare(own(worker, "compliance-officer"), worker, body(friend, ""));
    assertThat(anew.statusCode()).as("what ended can begin anew").isEqualTo(201);
    assertThat(access.json(anew).get("relationId")).isNotEqualTo(id);
  }

  @ParameterizedTest(name = "as {0}")
  @ValueSource(
      strings = {
        "practitioner",
        "supervisor",
        "privacy-lead",
        "auditor",
        "records-request",
        "directory-admin"
      })
  void everyWorkerMayDeclareTheirOwn(String role) {
    assertThat(declare(own(worker, role), worker, body(friend, "")).statusCode()).isEqualTo(201);
  }

  @Test
  void nobodySpeaksForAnotherButAnAdministratorWhomItDoesNotConcern() {
    HttpResponse<String> foreign =
        declare(own(UUID.randomUUID(), "compliance-officer"), worker, body(friend, ""));
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(access.json(foreign).get("code")).isEqualTo("not-your-relation");

    UUID admin = aKnownWorker();
    HttpResponse<String> ofTheAdmin =
        declare(own(admin, "directory-admin"), worker, body(admin, ""));
    assertThat(ofTheAdmin.statusCode()).isEqualTo(403);
    assertThat(access.json(ofTheAdmin).get("code")).isEqualTo("own-file");
    assertThat(sql("select count(*) from worker_relation where worker_id = '" + worker + "'"))
        .isEqualTo(0L);

    String id = relation(declare(own(worker, "practitioner"), worker, body(admin, "")));
    assertThat(end(own(UUID.randomUUID(), "practitioner"), worker, id).statusCode()).isEqualTo(403);
    assertThat(end(own(admin, "directory-admin"), worker, id).statusCode())
        .as("an administrator does not end what binds themselves")
        .isEqualTo(403);
    assertThat(published(id)).isEqualTo(1L);

    String byAnother = relation(declare(own(admin, "directory-admin"), worker, body(friend, "")));
    assertThat(end(own(admin, "directory-admin"), worker, byAnother).statusCode()).isEqualTo(200);
    assertThat(
            sql("select declared_by from worker_relation where relation_id = '" + byAnother + "'"))
        .isEqualTo(admin.toString());
  }

  @Test
  void anEndByAnAdministratorStandsBehindTheDeclarationByTheWorker() {
    String id = relation(declare(own(worker, "practitioner"), worker, body(friend, "")));
    UUID admin = UUID.randomUUID();
    assertThat(end(own(admin, "directory-admin"), worker, id).statusCode()).isEqualTo(200);

    List<TopicReader.Read> told =
        directory.upTo(
            read -> read.event().toString().contains(id),
            read -> read.event() instanceof WorkerRelationEnded,
            PATIENCE);
    assertThat(told)
        .extracting(read -> read.envelope().getActorId())
        .containsExactly(worker.toString(), admin.toString());
    assertThat(told)
        .extracting(read -> new String(read.record().key(), UTF_8))
        .containsOnly(worker.toString());
  }

  @Test
  void aRelationOfOneWorkerIsNotFoundUnderAnother() {
    String id = relation(declare(own(worker, "practitioner"), worker, body(friend, "")));
    UUID other = UUID.randomUUID();

    assertThat(end(own(other, "practitioner"), other, id).statusCode()).isEqualTo(404);
    assertThat(end(own(worker, "practitioner"), worker, "no-id").statusCode()).isEqualTo(404);
    assertThat(published(id)).isEqualTo(1L);
  }

  @Test
  void badInputIsNamedWithFoundAndExpected() {
    assertThat(detail("{}")).isEqualTo("otherWorkerId: \"\" (expected: a UUID in lower case)");
    assertThat(detail(body(worker, "")))
        .isEqualTo("otherWorkerId: \"" + worker + "\" (expected: somebody else)");
    UUID unknown = UUID.randomUUID();
    assertThat(detail(body(unknown, "")))
        .isEqualTo(
            "otherWorkerId: \"" + unknown + "\" (expected: a worker whom the directory knows)");
    assertThat(detail(body(friend, ",\"validFrom\":\"2999-01-01T00:00:00Z\"")))
        .startsWith("validFrom: \"2999-01-01T00:00:00Z\" (expected: ");
    assertThat(
            declare(own(worker, "practitioner"), worker, body(friend, ",\"kind\":\"friend\""))
                .statusCode())
        .as("the kind of a relation is asked nowhere and taken nowhere")
        .isEqualTo(400);
  }

  private String detail(String body) {
    HttpResponse<String> answer = declare(own(worker, "practitioner"), worker, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return (String) access.json(answer).get("detail");
  }

  private static UUID aKnownWorker() {
    UUID id = UUID.randomUUID();
    HttpResponse<String> put =
        access.put(
            RunningAccess.token(RunningAccess.DORA, "directory-admin"),
            "/v1/workers/" + id,
            "{\"displayName\":\"Name\"}");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    return id;
  }

  private static String own(UUID worker, String role) {
    return RunningAccess.token(worker, role);
  }

  private static HttpResponse<String> declare(String token, UUID worker, String body) {
    return access.post(token, "/v1/workers/" + worker + "/relations", body);
  }

  private static HttpResponse<String> end(String token, UUID worker, String relation) {
    return access.post(token, "/v1/workers/" + worker + "/relations/" + relation + "/end", "");
  }

  private static String relation(HttpResponse<String> declared) {
    assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
    return (String) access.json(declared).get("relationId");
  }

  private static String body(UUID other, String more) {
    return "{\"otherWorkerId\":\"" + other + "\"" + more + "}";
  }

  /** How many events tell of this relation; the payload holds its id as it is written. */
  private static Object published(String relation) {
    return sql(
        "select count(*) from outbox where event_type like '%.WorkerRelation%'"
            + " and position(convert_to('"
            + relation
            + "', 'UTF8') in coalesce(value, payload)) > 0");
  }

  private static Object sql(String query) {
    return access.sql(query);
  }
}

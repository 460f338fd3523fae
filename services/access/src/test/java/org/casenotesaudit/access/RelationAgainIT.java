package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A relation declared or ended again under one Idempotency-Key is what it was the first time. */
class RelationAgainIT {

  private static RunningAccess access;

  private final UUID worker = UUID.randomUUID();
  private final String token = RunningAccess.token(worker, "practitioner");
  private final String relations = "/v1/workers/" + worker + "/relations";

  @BeforeAll
  static void start() {
    access = RunningAccess.start();
  }

  @AfterAll
  static void stop() {
    access.close();
  }

  @Test
  void theSameKeyGivesTheSameAnswerAndAnotherBodyIsRefused() {
    String friend = body(aKnownWorker());

    HttpResponse<String> first = post(relations, friend, "k-1");
    HttpResponse<String> again = post(relations, friend, "k-1");
    HttpResponse<String> other = post(relations, body(aKnownWorker()), "k-1");

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.statusCode()).as("without the key it were 200").isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(access.json(other).get("code")).isEqualTo("idempotency-key-reused");
    assertThat(
            access.sql("select count(*) from worker_relation where worker_id = '" + worker + "'"))
        .isEqualTo(1L);
  }

  @Test
  void anEndUnderTheSameKeyIsTheSameEnd() {
    HttpResponse<String> declared = post(relations, body(aKnownWorker()), "k-1");
    String end = relations + "/" + access.json(declared).get("relationId") + "/end";

    HttpResponse<String> first = post(end, "", "k-2");
    HttpResponse<String> again = post(end, "", "k-2");

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(
            access.sql(
                "select count(*) from idempotency_key where principal = '"
                    + worker
                    + "' and key = 'k-2'"))
        .isEqualTo(1L);
  }

  private HttpResponse<String> post(String path, String body, String key) {
    return access.send(
        access
            .request(token, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String body(UUID other) {
    return "{\"otherWorkerId\":\"" + other + "\"}";
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
}

package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.casenotesaudit.testkit.Issuer;

/**
 * A request that leaves something, each about persons of its own.
 *
 * @param route its method and route
 * @param ask sends it; may be called again
 * @param status its answer when it is done
 * @param trace what it leaves
 * @param count how many rows of its own, and as many events
 */
record Deed(String route, Supplier<HttpResponse<String>> ask, int status, Trace trace, int count) {

  private static final Duration BACK = Duration.ofSeconds(30);

  /**
   * Where a deed can be seen in the database.
   *
   * @param table of its rows, which it writes before it writes the events
   * @param condition which of them are its own
   * @param id in each of its events
   */
  record Trace(String table, String condition, UUID id) {

    String rows() {
      return "select count(*) from " + table + " where " + condition;
    }

    String events() {
      return "select count(*) from outbox where position(convert_to('"
          + id
          + "', 'UTF8') in coalesce(value, payload)) > 0";
    }

    /** How many transactions have written its rows, and wait to write their events. */
    String halfway() {
      return """
      select count(*) from pg_locks waits join pg_locks holds using (pid)
       where waits.relation = 'outbox'::regclass and not waits.granted
         and holds.relation = '%s'::regclass and holds.granted
         and holds.mode = 'RowExclusiveLock'
      """
          .formatted(table);
    }
  }

  boolean isInFhirsWords() {
    return route.contains(" /fhir");
  }

  @Override
  public String toString() {
    return route;
  }

  static Deed opening(RunningAccess access) {
    UUID client = UUID.randomUUID();
    UUID note = access.caseNotes.note(client, "canary-text");
    return new Deed(
        "POST /v1/accesses",
        () -> access.open(RunningAccess.MARIA, "CASE_NOTE", note),
        201,
        accessesOf(client),
        1);
  }

  static Deed nameDisclosure(RunningAccess access) {
    UUID client = access.caseNotes.identity(UUID.randomUUID(), "Canary", "Finch");
    return new Deed(
        "POST /v1/name-disclosures",
        () ->
            access.post(
                alerts(),
                "/v1/name-disclosures",
                """
                {"clientId":"%s","concernId":"%s","onBehalfOf":{"workerId":"%s"}}
                """
                    .formatted(client, UUID.randomUUID(), RunningAccess.OMAR)),
        200,
        accessesOf(client),
        1);
  }

  /** Of an emergency that was stated before. */
  static Deed reasonDisclosure(RunningAccess access) {
    UUID client = UUID.randomUUID();
    String wish =
        RunningAccess.wish("CASE_NOTE", access.caseNotes.note(client, "text"))
            .replace(
                "\"VIEW\"",
                "\"VIEW\",\"breakGlass\":{\"reasonCode\":\"RISK_TO_LIFE\","
                    + "\"reason\":\"canary: the child is in danger\"}");
    HttpResponse<String> stated =
        prepared(201, () -> access.post(own(RunningAccess.MARIA), "/v1/accesses", wish));
    String body =
        """
        {"clientId":"%s","concernId":"%s","accessIds":["%s"],"onBehalfOf":{"workerId":"%s"}}
        """
            .formatted(
                client, UUID.randomUUID(), access.json(stated).get("accessId"), RunningAccess.OMAR);
    return new Deed(
        "POST /v1/break-glass-reasons",
        () -> access.post(alerts(), "/v1/break-glass-reasons", body),
        200,
        new Trace(
            "access_record",
            "record_kind = 'BREAK_GLASS_REASON' and client_id = '" + client + "'",
            client),
        1);
  }

  /**
   * @param client whom the report is {@link #about}
   */
  static Deed report(RunningAccess access, UUID client, String report) {
    return taken(access, client, "POST /fhir/AuditEvent", 201, report, 1);
  }

  /**
   * @param client whom both reports are {@link #about}
   */
  static Deed reports(
      RunningAccess access, UUID client, String bundleType, String one, String another) {
    String entry = "{\"resource\":%s,\"request\":{\"method\":\"POST\",\"url\":\"AuditEvent\"}}";
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s,%s]}"
            .formatted(bundleType, entry.formatted(one), entry.formatted(another));
    return taken(access, client, "POST /fhir", 200, bundle, 2);
  }

  private static Deed taken(
      RunningAccess access, UUID client, String route, int status, String body, int count) {
    String token =
        Issuer.running().token("intake-" + UUID.randomUUID(), List.of("access"), "intake");
    return new Deed(
        route,
        () ->
            access.send(
                access
                    .request(token, route.substring("POST ".length()))
                    .header("Content-Type", "application/fhir+json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))),
        status,
        accessesOf(client),
        count);
  }

  /** The report as if its patient were this client. */
  static String about(RunningAccess access, UUID client, String report) {
    String patient = "p-" + client;
    prepared(
        204,
        () ->
            access.put(
                dora(),
                "/v1/intake-mappings/clients/https:%2F%2Frecords.example%2Ffhir%2FPatient/"
                    + patient,
                "{\"id\":\"" + client + "\"}"));
    return report.replace("p-1\"", patient + "\"");
  }

  static Deed mapping(RunningAccess access) {
    UUID worker = aKnownWorker(access);
    String value = "s-" + worker;
    return new Deed(
        "PUT /v1/intake-mappings/{kind}/{system}/{value}",
        () ->
            access.put(
                dora(),
                "/v1/intake-mappings/workers/urn:example:staff/" + value,
                "{\"id\":\"" + worker + "\"}"),
        204,
        new Trace("intake_mapping", "value = '" + value + "'", worker),
        1);
  }

  static Deed relation(RunningAccess access) {
    UUID worker = UUID.randomUUID();
    String body = "{\"otherWorkerId\":\"" + aKnownWorker(access) + "\"}";
    return new Deed(
        "POST /v1/workers/{workerId}/relations",
        () -> access.post(own(worker), "/v1/workers/" + worker + "/relations", body),
        201,
        new Trace("worker_relation", "worker_id = '" + worker + "'", worker),
        1);
  }

  /** Of a relation that was declared before. */
  static Deed relationEnd(RunningAccess access) {
    UUID worker = UUID.randomUUID();
    String path = "/v1/workers/" + worker + "/relations";
    String body = "{\"otherWorkerId\":\"" + aKnownWorker(access) + "\"}";
    HttpResponse<String> declared = prepared(201, () -> access.post(own(worker), path, body));
    String end = path + "/" + access.json(declared).get("relationId") + "/end";
    return new Deed(
        "POST /v1/workers/{workerId}/relations/{relationId}/end",
        () -> access.post(own(worker), end, ""),
        200,
        new Trace(
            "worker_relation", "ended_at is not null and worker_id = '" + worker + "'", worker),
        1);
  }

  static Deed workerFile(RunningAccess access) {
    UUID worker = UUID.randomUUID();
    return new Deed(
        "PUT /v1/workers/{workerId}",
        () -> access.put(dora(), "/v1/workers/" + worker, "{\"displayName\":\"Canary\"}"),
        200,
        new Trace("worker_file", "worker_id = '" + worker + "'", worker),
        1);
  }

  static UUID aKnownWorker(RunningAccess access) {
    UUID worker = UUID.randomUUID();
    prepared(200, () -> access.put(dora(), "/v1/workers/" + worker, "{\"displayName\":\"Name\"}"));
    return worker;
  }

  private static HttpResponse<String> prepared(int status, Supplier<HttpResponse<String>> ask) {
    HttpResponse<String> answer = afterwards(ask);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  /** The answer once the database is back: a pool may hold what was cut for a while. */
  static HttpResponse<String> afterwards(Supplier<HttpResponse<String>> ask) {
    return eventually("an answer", BACK, ask, answer -> answer.statusCode() != 503);
  }

  static Trace accessesOf(UUID client) {
    return new Trace("access_record", "client_id = '" + client + "'", client);
  }

  private static String own(UUID worker) {
    return RunningAccess.token(worker, "practitioner");
  }

  private static String dora() {
    return RunningAccess.token(RunningAccess.DORA, "directory-admin");
  }

  private static String alerts() {
    return Issuer.running().token("alerts", List.of("access"), "service-alerts");
  }
}

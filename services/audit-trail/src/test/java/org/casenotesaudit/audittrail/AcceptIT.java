package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for a file of the trail as what it is gets it; problems come in their own type. */
class AcceptIT {

  private static RunningTrail trail;
  private static UUID client;
  private static String eventId;

  @BeforeAll
  static void start() throws Exception {
    trail = RunningTrail.shared();
    client = UUID.randomUUID();
    AccessObserved access =
        anAccess().of(client).from("test-" + UUID.randomUUID()).numbered(1).event();
    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), access);
    eventId = access.getEnvelope().getEventId();
    trail.proofOf(eventId);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "CHECKPOINT, text/plain, text/plain",
    "CHECKPOINT, '*/*', text/plain",
    "TILE, application/octet-stream, application/octet-stream",
    "TILE, '*/*', application/octet-stream",
    "PROOF, text/plain, text/plain",
    "PROOF, '*/*', text/plain",
    "EXPORT, application/zip, application/zip",
    "EXPORT, 'application/zip, application/problem+json', application/zip",
    "EXPORT, '*/*', application/zip",
  })
  void aFileIsGivenToWhoeverAsksForWhatItIs(File file, String accept, String type)
      throws Exception {
    HttpResponse<byte[]> answer = file.askedFor(accept);

    assertThat(answer.statusCode()).as(RunningTrail.text(answer)).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "/tile/0/9, application/octet-stream, not-found",
    "/v1/proofs/inclusion?eventId=00000000-0000-4000-8000-0000000000ff, text/plain,"
        + " not-in-ledger-yet",
    "/v1/proofs/inclusion?eventId=x, text/plain, invalid-field",
  })
  void aProblemIsAProblemWhateverWasAskedFor(String path, String accept, String code)
      throws Exception {
    assertIsProblem(trail.getAs(path, accept, trail.token("auditor")), code);
  }

  @Test
  void aProblemWithAnExportIsAProblem() throws Exception {
    assertIsProblem(
        trail.postAs("/v1/exports", "{}", "application/zip", trail.token("auditor")),
        "invalid-field");
    assertIsProblem(
        trail.postAs("/v1/exports", "{}", "application/zip", trail.token("practitioner")),
        "role-missing");
  }

  private static void assertIsProblem(HttpResponse<byte[]> answer, String code) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(RunningTrail.text(answer)).contains("\"code\":\"" + code + "\"");
  }

  private static String newestTile() throws Exception {
    long size = trail.checkpoint().size();
    return size >= 256 ? "/tile/0/000" : "/tile/0/000.p/" + size;
  }

  private enum File {
    CHECKPOINT,
    TILE,
    PROOF,
    EXPORT;

    HttpResponse<byte[]> askedFor(String accept) throws Exception {
      String auditor = trail.token("auditor");
      return switch (this) {
        case CHECKPOINT -> trail.getAs("/checkpoint", accept, auditor);
        case TILE -> trail.getAs(newestTile(), accept, auditor);
        case PROOF -> trail.getAs("/v1/proofs/inclusion?eventId=" + eventId, accept, auditor);
        case EXPORT ->
            trail.postAs(
                "/v1/exports",
                "{\"clientId\":\"" + client + "\",\"purpose\":\"AUDIT\"}",
                accept,
                auditor);
      };
    }
  }
}

package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.TrailExported;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.history.Finding;
import org.casenotesaudit.ledger.history.HistoryArchive;
import org.casenotesaudit.ledger.history.HistoryReport;
import org.casenotesaudit.ledger.proof.TlogProof;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's history: who gets it, what it shows, and that taking it is itself on record. */
class ExportIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final RunningTrail trail = RunningTrail.shared();

  @TempDir private Path folder;

  @Test
  void aClientsHistoryChecksGreenOfflineAndOneFlippedByteIsNamed() throws Exception {
    UUID client = UUID.randomUUID();
    String source = RunningTrail.freshSource();
    List<AccessObserved> accesses = new ArrayList<>();
    for (int n = 1; n <= 5; n++) {
      accesses.add(trail.published(client, source, n));
    }
    byte[] firstProof = trail.proofOf(accesses.getFirst().getEnvelope().getEventId());
    trail.proofOf(accesses.getLast().getEnvelope().getEventId());
    // Partitions are read side by side, but these five share a key and so their order.
    HttpResponse<byte[]> zip = trail.export(client);
    Path file = Files.write(folder.resolve("history.zip"), zip.body());

    HistoryReport report = HistoryArchive.check(file, List.of(trail.logKey()));

    assertThat(report.findings()).extracting(Finding::sentence).isEmpty();
    String archive = new String(zip.body(), StandardCharsets.UTF_8);
    accesses.forEach(access -> assertThat(archive).contains(access.getEnvelope().getEventId()));
    assertThat(zip.headers().firstValue("content-type")).hasValue("application/zip");

    byte[] flipped = zip.body().clone();
    int inEntry = archive.indexOf("\"idDigest\":\"") + 15;
    flipped[inEntry] ^= 1;
    Files.write(file, flipped);
    HistoryReport altered = HistoryArchive.check(file, List.of(trail.logKey()));
    assertThat(altered.isGood()).isFalse();
    assertThat(altered.findings().getFirst().sentence())
        .startsWith("entry " + TlogProof.parse(firstProof).index() + ": ");
  }

  @Test
  void anExportIsOnRecordAndStandsInTheClientsNextHistory() throws Exception {
    UUID client = UUID.randomUUID();
    AccessObserved access = trail.published(client, RunningTrail.freshSource(), 1);
    trail.proofOf(access.getEnvelope().getEventId());
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      assertThat(trail.export(client).statusCode()).isEqualTo(200);

      TrailExported exported =
          reads
              .next(
                  TrailExported.class,
                  event -> client.toString().equals(event.getEnvelope().getClientId()),
                  1,
                  SOON)
              .getFirst();
      assertThat(exported.getEntryCount()).isOne();
      trail.proofOf(exported.getEnvelope().getEventId());
    }

    Path file = Files.write(folder.resolve("history.zip"), trail.export(client).body());
    HistoryReport report = HistoryArchive.check(file, List.of(trail.logKey()));
    assertThat(report.isGood()).isTrue();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("TrailExported");
  }

  @Test
  void onlyAuditorsExport() throws Exception {
    String body = "{\"clientId\":\"" + UUID.randomUUID() + "\",\"purpose\":\"AUDIT\"}";

    for (var bad : RunningTrail.badTokens().entrySet()) {
      assertThat(trail.post("/v1/exports", body, bad.getValue().orElse("")).statusCode())
          .as(bad.getKey())
          .isEqualTo(401);
    }
    assertThat(trail.post("/v1/exports", body, trail.token("compliance-officer")).statusCode())
        .isEqualTo(403);
    assertThat(trail.post("/v1/exports", body, trail.token("auditor")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"clientId\":\"00000000-0000-4000-8000-00000000000A\",\"purpose\":\"AUDIT\"}",
        "{\"clientId\":\"00000000-0000-4000-8000-00000000000a\",\"purpose\":\"CURIOSITY\"}",
        "{\"clientId\":\"00000000-0000-4000-8000-00000000000a\",\"purpose\":\"UNKNOWN\"}",
        "{\"clientId\":\"00000000-0000-4000-8000-00000000000a\",\"purpose\":\"AUDIT\",\"redaction\":\"none\"}",
        "{\"clientId\":\"00000000-0000-4000-8000-00000000000a\",\"purpose\":\"AUDIT\",\"more\":1}",
        "{\"clientId\":",
        "[]"
      })
  void anExportRequestThatMakesNoSenseIsRefused(String body) throws Exception {
    HttpResponse<byte[]> answer = trail.post("/v1/exports", body, trail.token("auditor"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(RunningTrail.text(answer)).contains("\"code\":");
  }
}

package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.LedgerReceipt;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.TrailExported;
import org.casenotesaudit.events.TrailRead;
import org.casenotesaudit.events.TrailReadKind;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.history.Finding;
import org.casenotesaudit.ledger.history.HistoryArchive;
import org.casenotesaudit.ledger.history.HistoryReport;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.log.AuditReport;
import org.casenotesaudit.ledger.log.AuditRequest;
import org.casenotesaudit.ledger.log.LogAudit;
import org.casenotesaudit.ledger.proof.ConsistencyProof;
import org.casenotesaudit.ledger.proof.ProofException;
import org.casenotesaudit.ledger.proof.TlogProof;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.CompactRange;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static RunningTrail trail;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    trail = RunningTrail.started();
  }

  @AfterAll
  static void stop() {
    if (trail != null) {
      trail.close();
    }
  }

  @Test
  void anEventGetsAProofThatVerifiesWithThePublishedKeyAlone() throws Exception {
    AccessObserved access = published(UUID.randomUUID(), freshSource(), 1);

    TlogProof proof = TlogProof.parse(trail.proofOf(access.getEnvelope().getEventId()));

    byte[] entry = proof.extra().orElseThrow().bytes();
    TreeHead head = proof.verify(entry, List.of(trail.logKey())).checkpoint().head();
    LedgerEntry read = LedgerEntry.parse(entry);
    assertThat(read.provenance().source()).isEqualTo(access.getEnvelope().getSource());
    assertThat(read.schema().orElseThrow().shortName()).isEqualTo("AccessObserved");
    assertThat(head.size()).isGreaterThan(proof.index());
    assertThat(new String(entry, StandardCharsets.UTF_8))
        .doesNotContain(access.getEnvelope().getClientId())
        .doesNotContain(access.getEnvelope().getActorId());
  }

  @Test
  void aClientsHistoryChecksGreenOfflineAndOneFlippedByteIsNamed() throws Exception {
    UUID client = UUID.randomUUID();
    String source = freshSource();
    List<AccessObserved> accesses = new ArrayList<>();
    for (int n = 1; n <= 5; n++) {
      accesses.add(published(client, source, n));
    }
    byte[] firstProof = trail.proofOf(accesses.getFirst().getEnvelope().getEventId());
    trail.proofOf(accesses.getLast().getEnvelope().getEventId());
    // Partitions are read side by side, but these five share a key and so their order.
    HttpResponse<byte[]> zip = export(client);
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
    AccessObserved access = published(client, freshSource(), 1);
    trail.proofOf(access.getEnvelope().getEventId());
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      assertThat(export(client).statusCode()).isEqualTo(200);

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

    Path file = Files.write(folder.resolve("history.zip"), export(client).body());
    HistoryReport report = HistoryArchive.check(file, List.of(trail.logKey()));
    assertThat(report.isGood()).isTrue();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("TrailExported");
  }

  @Test
  void aReadOfAnEntryIsOnRecordBeforeTheAnswer() throws Exception {
    AccessObserved access = published(UUID.randomUUID(), freshSource(), 1);
    String eventId = access.getEnvelope().getEventId();
    trail.proofOf(eventId);
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      HttpResponse<byte[]> place =
          trail.get("/v1/entries?eventId=" + eventId, trail.token("compliance-officer"));

      assertThat(place.statusCode()).isEqualTo(200);
      assertThat(RunningTrail.text(place)).contains("\"eventId\":\"" + eventId + "\"");
      List<TrailRead> found =
          reads.next(TrailRead.class, read -> read.getReadKind() == TrailReadKind.ENTRY, 1, SOON);
      assertThat(found.getFirst().getSubjectEventId()).isEqualTo(eventId);
    }
  }

  @Test
  void whatTheConsoleReadsIsOnRecordAsReadByThePersonItShowsItTo() throws Exception {
    AccessObserved access = published(UUID.randomUUID(), freshSource(), 1);
    String eventId = access.getEnvelope().getEventId();
    trail.proofOf(eventId);
    String officer = UUID.randomUUID().toString();
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      String path = "/v1/entries?eventId=" + eventId;
      assertThat(trail.getAsConsole(path, Optional.of(officer)).statusCode()).isEqualTo(200);

      TrailRead read =
          reads
              .next(TrailRead.class, it -> eventId.equals(it.getSubjectEventId()), 1, SOON)
              .getFirst();
      assertThat(read.getEnvelope().getActorId()).isEqualTo(officer);
      assertThat(trail.getAsConsole(path, Optional.empty()).statusCode()).isEqualTo(400);
      assertThat(trail.getAsConsole(path, Optional.of("omar")).statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1/entries, ENTRY", "/v1/proofs/inclusion, INCLUSION_PROOF"})
  void aReadThatFindsNothingIsOnRecordToo(String route, TrailReadKind kind) throws Exception {
    String eventId = UUID.randomUUID().toString();
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      assertRefused(
          trail.get(route + "?eventId=" + eventId, trail.token("auditor")),
          404,
          "not-in-ledger-yet");

      TrailRead read =
          reads
              .next(TrailRead.class, it -> eventId.equals(it.getSubjectEventId()), 1, SOON)
              .getFirst();
      assertThat(read.getReadKind()).isEqualTo(kind);
      assertThat(read.getEntryCount()).isZero();
    }
  }

  @Test
  void anAppendIsFollowedByItsCheckpointWithoutAnybodyLooking() throws Exception {
    Map<String, Object> settings = RunningTrail.settings();
    settings.put("audit-trail.checkpoints.look-every", "1h");
    try (RunningTrail quiet = RunningTrail.startedWith(settings)) {
      RunningTrail.eventually(() -> status(quiet, "/checkpoint") == 200);
      for (int n = 1; n <= 3; n++) {
        AccessObserved access = anAccess().from(freshSource()).numbered(1).event();
        quiet.publish(Topics.ACCESS_OBSERVED, "x", access);
        quiet.proofOf(access.getEnvelope().getEventId());
      }
    }
  }

  private static int status(RunningTrail of, String path) {
    try {
      return of.get(path, Optional.empty()).statusCode();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void theWholeLogPassesAnAuditByItsPublicFilesAloneAndOnlyGrows() throws Exception {
    AccessObserved first = published(UUID.randomUUID(), freshSource(), 1);
    trail.proofOf(first.getEnvelope().getEventId());
    byte[] older = trail.get("/checkpoint", Optional.empty()).body();
    AccessObserved second = published(UUID.randomUUID(), freshSource(), 1);
    trail.proofOf(second.getEnvelope().getEventId());

    AuditReport report =
        LogAudit.audit(
            trail.log(),
            new AuditRequest(
                List.of(trail.logKey()),
                Optional.of(org.casenotesaudit.ledger.note.SignedNote.parse(older)),
                AuditRequest.Contents.CASE_NOTES_AUDIT),
            progress -> {});

    assertThat(report.entriesByKind().get(EntryKind.EVENT)).isPositive();
  }

  @Test
  void aConsistencyProofBetweenAnyTwoSizesVerifiesAgainstBothRoots() throws Exception {
    AccessObserved access = published(UUID.randomUUID(), freshSource(), 1);
    trail.proofOf(access.getEnvelope().getEventId());
    CompactRange range = new CompactRange();
    List<TreeHead> heads = new ArrayList<>(List.of(range.head()));
    TreeHead signed = trail.checkpoint();
    TileReader log = new TileReader(trail.log(), signed.size());
    for (long index = 0; index < signed.size(); index++) {
      range.append(MerkleHashing.leafHash(log.entry(index)));
      heads.add(range.head());
    }
    assertThat(heads.getLast()).isEqualTo(signed);
    Random random = new Random(signed.size());
    for (int round = 0; round < 40; round++) {
      int to = round < 3 ? heads.size() - 1 : random.nextInt(heads.size());
      int from = round == 0 ? to : round == 1 ? 0 : random.nextInt(to + 1);

      HttpResponse<byte[]> answer = consistency(from, to);

      assertThat(answer.statusCode()).as("%d to %d", from, to).isEqualTo(200);
      ConsistencyProof proof = consistencyProof(answer.body());
      proof.verify(heads.get(from), heads.get(to));
      if (from > 0 && from < to) {
        assertThatThrownBy(() -> proof.verify(heads.get(from), heads.get(to - 1)))
            .isInstanceOf(ProofException.class);
      }
    }
  }

  @Test
  void aConsistencyProofOfSizesThatCannotBeIsRefusedWithFoundAndExpected() throws Exception {
    trail.proofOf(published(UUID.randomUUID(), freshSource(), 1).getEnvelope().getEventId());
    assertRefused(consistency(-1, 1), 400, "from: \\\"-1\\\" (expected: 0 or more)");
    assertRefused(consistency(5, 4), 400, "to: \\\"4\\\" (expected: 5 or more, as from is 5)");
    assertRefused(
        consistency(0, Long.MAX_VALUE),
        404,
        "not-in-ledger-yet",
        "to: \\\"9223372036854775807\\\" (expected: at most ");
    for (String sizes :
        List.of("", "?from=1", "?from=one&to=2", "?from=1&to=99999999999999999999")) {
      assertRefused(
          trail.get("/v1/proofs/consistency" + sizes, trail.token("auditor")), 400, "\"code\":");
    }
  }

  private static HttpResponse<byte[]> consistency(long from, long to) throws Exception {
    return trail.get("/v1/proofs/consistency?from=" + from + "&to=" + to, trail.token("auditor"));
  }

  private static ConsistencyProof consistencyProof(byte[] body) {
    var members = ((Json.Object) Json.parse(body)).members();
    return new ConsistencyProof(
        ((Json.Whole) members.get("from")).value(),
        ((Json.Whole) members.get("to")).value(),
        ((Json.Array) members.get("hashes"))
            .items().stream().map(hash -> Hash.ofBase64(((Json.Text) hash).value())).toList());
  }

  private static void assertRefused(HttpResponse<byte[]> answer, int status, String... saying) {
    assertThat(answer.statusCode()).as(RunningTrail.text(answer)).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(RunningTrail.text(answer)).contains(saying);
  }

  @Test
  void everySourceGetsAReceiptForWhatACheckpointCovers() throws Exception {
    String source = freshSource();
    try (TopicReader receipts = TopicReader.fromNow(Topics.RECEIPTS)) {
      UUID client = UUID.randomUUID();
      for (int n = 1; n <= 3; n++) {
        published(client, source, n);
      }

      List<LedgerReceipt> found =
          receipts.next(
              LedgerReceipt.class,
              receipt ->
                  receipt.getCoveredSource().equals(source) && receipt.getContiguousSequence() == 3,
              1,
              SOON);
      assertThat(found.getFirst().getTreeSize()).isLessThanOrEqualTo(trail.checkpoint().size());
    }
  }

  @Test
  void aRecordThatCannotBeReadIsCountedAndEnteredAndTheLogGoesOn() throws Exception {
    double before = count("audit.trail.records.rejected");
    trail.publish(Topics.ACCESS_OBSERVED, "x", new byte[] {1, 2, 3});
    trail.publish(Topics.ACCESS_OBSERVED, "x", new byte[0]);

    AccessObserved next = published(UUID.randomUUID(), freshSource(), 1);
    trail.proofOf(next.getEnvelope().getEventId());

    RunningTrail.eventually(() -> count("audit.trail.records.rejected") >= before + 2);
  }

  @Test
  void anEventThatComesAgainAddsNothingAndAForgeryOfItIsEntered() throws Exception {
    UUID client = UUID.randomUUID();
    String source = freshSource();
    AccessObserved original = anAccess().of(client).from(source).numbered(1).event();
    AccessObserved forged =
        anAccess()
            .of(client)
            .from(source)
            .numbered(1)
            .withId(UUID.fromString(original.getEnvelope().getEventId()))
            .event();
    double duplicates = count("audit.trail.events.duplicate");
    double conflicts = count("audit.trail.events.conflicting");

    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), original);
    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), original);
    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), forged);

    RunningTrail.eventually(() -> count("audit.trail.events.duplicate") >= duplicates + 1);
    RunningTrail.eventually(() -> count("audit.trail.events.conflicting") >= conflicts + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/proofs/inclusion?eventId=00000000-0000-4000-8000-000000000000",
        "/v1/proofs/consistency?from=0&to=0",
        "/v1/entries?eventId=00000000-0000-4000-8000-000000000000"
      })
  void withoutAGoodTokenNothingIsToldAndWithAnotherRoleNeither(String path) throws Exception {
    for (var bad : badTokens().entrySet()) {
      HttpResponse<byte[]> answer = trail.get(path, bad.getValue());
      assertThat(answer.statusCode()).as(bad.getKey()).isEqualTo(401);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("application/problem+json");
    }
    assertThat(trail.get(path, trail.token("practitioner")).statusCode()).isEqualTo(403);
  }

  private static Map<String, Optional<String>> badTokens() {
    return Issuer.running().badTokens(UUID.randomUUID().toString(), "audit-trail", "auditor");
  }

  @Test
  void theWrongRoleIsOnRecordByItsRouteAndNotByWhatWasAskedFor() throws Exception {
    String eventId = UUID.randomUUID().toString();
    String worker = UUID.randomUUID().toString();
    String token = Issuer.running().token(worker, List.of("audit-trail"), "practitioner");
    try (TopicReader reader = TopicReader.fromNow(Topics.refusalsOf("audit-trail"))) {
      assertThat(trail.get("/v1/entries?eventId=" + eventId, token).statusCode()).isEqualTo(403);

      RequestRefused refused =
          reader
              .next(
                  RequestRefused.class,
                  event -> worker.equals(event.getEnvelope().getActorId()),
                  1,
                  SOON)
              .getFirst();
      assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.ROLE_MISSING);
      assertThat(refused.getRoute()).startsWith("/v1/entries");
      assertThat(refused.toString()).doesNotContain(eventId);
      trail.proofOf(refused.getEnvelope().getEventId());
    }
  }

  @Test
  void theDescriptionOfTheApiIsOpenToAll() throws Exception {
    HttpResponse<byte[]> answer = trail.get("/openapi.yml", Optional.empty());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("title: audit-trail", "/v1/exports:")
        .doesNotContain("/checkpoint:");
  }

  @Test
  void onlyAuditorsExport() throws Exception {
    String body = "{\"clientId\":\"" + UUID.randomUUID() + "\",\"purpose\":\"AUDIT\"}";

    for (var bad : badTokens().entrySet()) {
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

  @Test
  void anUnknownEventIsNotInTheLedgerYetAndANonsenseIdIsRefused() throws Exception {
    HttpResponse<byte[]> unknown =
        trail.get("/v1/entries?eventId=" + UUID.randomUUID(), trail.token("auditor"));
    HttpResponse<byte[]> nonsense =
        trail.get("/v1/entries?eventId=1-2-3-4-5", trail.token("auditor"));

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(RunningTrail.text(unknown)).contains("not-in-ledger-yet");
    assertThat(nonsense.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tile/0/..%2f..%2f..%2fkeys%2flog-key",
        "/tile/%2e%2e/%2e%2e/keys/log-key",
        "/tile/0/000/../../../sealed/000",
        "/tile/sealed/000",
        "/tile/0/0",
        "/tile/0/000.p/0",
        "/tile/0/000.p/256",
        "/tile/00/000",
        "/tile/0/x999/999"
      })
  void noPathButALogsOwnIsServed(String path) throws Exception {
    assertThat(trail.get(path, Optional.empty()).statusCode()).isIn(400, 404);
  }

  @Test
  void afterARestartTheLogGoesOnWhereItWas() throws Exception {
    Map<String, Object> settings = RunningTrail.settings();
    UUID client = UUID.randomUUID();
    String source = freshSource();
    TreeHead before;
    try (RunningTrail first = RunningTrail.startedWith(settings)) {
      AccessObserved access = anAccess().of(client).from(source).numbered(1).event();
      first.publish(Topics.ACCESS_OBSERVED, client.toString(), access);
      first.proofOf(access.getEnvelope().getEventId());
      before = first.checkpoint();
    }
    AccessObserved meanwhile = published(client, source, 2);

    try (RunningTrail second = RunningTrail.startedWith(settings)) {
      second.proofOf(meanwhile.getEnvelope().getEventId());
      TreeHead after = second.checkpoint();
      org.casenotesaudit.ledger.proof.Proofs.consistency(
              new TileReader(second.log(), after.size()), before.size())
          .verify(before, after);
    }
  }

  @Test
  void aLogThatIsNotPublicGivesTilesToAuditorsOnlyAndItsCheckpointToAll() throws Exception {
    Map<String, Object> settings = RunningTrail.settings();
    settings.put("audit-trail.log.public", "false");
    try (RunningTrail closed = RunningTrail.startedWith(settings)) {
      AccessObserved access = anAccess().from(freshSource()).numbered(1).event();
      closed.publish(Topics.ACCESS_OBSERVED, "x", access);
      closed.proofOf(access.getEnvelope().getEventId());
      long size = closed.checkpoint().size();
      String tile = size >= 256 ? "/tile/0/000" : "/tile/0/000.p/" + size;

      assertThat(closed.get(tile, Optional.empty()).statusCode()).isEqualTo(401);
      assertThat(closed.get(tile, closed.token("practitioner")).statusCode()).isEqualTo(403);
      RunningTrail.eventually(
          () -> {
            try {
              long now = closed.checkpoint().size();
              String path = now >= 256 ? "/tile/0/000" : "/tile/0/000.p/" + now;
              return closed.get(path, closed.token("auditor")).statusCode() == 200;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  @Test
  void readinessTellsThatItReadsAndMakesCheckpoints() throws Exception {
    HttpResponse<byte[]> ready = trail.get("/health/readiness", Optional.empty());

    assertThat(ready.statusCode()).as(RunningTrail.text(ready)).isEqualTo(200);
    assertThat(RunningTrail.text(ready)).contains("\"treeSize\":").contains("\"openGaps\":");
  }

  private static AccessObserved published(UUID client, String source, long number)
      throws Exception {
    AccessObserved access = anAccess().of(client).from(source).numbered(number).event();
    trail.publish(Topics.ACCESS_OBSERVED, client.toString(), access);
    return access;
  }

  private static HttpResponse<byte[]> export(UUID client) throws Exception {
    return trail.post(
        "/v1/exports",
        "{\"clientId\":\"" + client + "\",\"purpose\":\"AUDIT\"}",
        trail.token("auditor"));
  }

  private static double count(String counter) {
    return trail.bean(MeterRegistry.class).get(counter).functionCounter().count();
  }

  private static String freshSource() {
    return "test-" + UUID.randomUUID();
  }
}

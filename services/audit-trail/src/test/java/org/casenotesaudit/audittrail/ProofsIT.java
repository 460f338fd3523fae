package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.LedgerEntry;
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
import org.junit.jupiter.api.Test;

/** What the trail proves to a stranger: that an entry is in the log, and that the log only grew. */
class ProofsIT {

  private static final RunningTrail trail = RunningTrail.shared();

  @Test
  void anEventGetsAProofThatVerifiesWithThePublishedKeyAlone() throws Exception {
    AccessObserved access = trail.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);

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
  void aConsistencyProofBetweenAnyTwoSizesVerifiesAgainstBothRoots() throws Exception {
    AccessObserved access = trail.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
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
    trail.proofOf(
        trail
            .published(UUID.randomUUID(), RunningTrail.freshSource(), 1)
            .getEnvelope()
            .getEventId());
    RunningTrail.assertRefused(consistency(-1, 1), 400, "from: \\\"-1\\\" (expected: 0 or more)");
    RunningTrail.assertRefused(
        consistency(5, 4), 400, "to: \\\"4\\\" (expected: 5 or more, as from is 5)");
    RunningTrail.assertRefused(
        consistency(0, Long.MAX_VALUE),
        404,
        "not-in-ledger-yet",
        "to: \\\"9223372036854775807\\\" (expected: at most ");
    for (String sizes :
        List.of("", "?from=1", "?from=one&to=2", "?from=1&to=99999999999999999999")) {
      RunningTrail.assertRefused(
          trail.get("/v1/proofs/consistency" + sizes, trail.token("auditor")), 400, "\"code\":");
    }
  }

  @Test
  void theWholeLogPassesAnAuditByItsPublicFilesAloneAndOnlyGrows() throws Exception {
    AccessObserved first = trail.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
    trail.proofOf(first.getEnvelope().getEventId());
    byte[] older = trail.get("/checkpoint", Optional.empty()).body();
    AccessObserved second = trail.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
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
}

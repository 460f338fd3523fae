package org.casenotesaudit.ledger.entry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.jspecify.annotations.Nullable;

/** The drafts behind {@code golden/}: one of each shape that FORMAT.md describes. */
final class GoldenEntries {
  static final String CLIENT = "00000000-0000-4000-8000-00000000c001";
  static final String WORKER = "00000000-0000-4000-8000-000000000001";
  private static final KeyOwner ABOUT_CLIENT = KeyOwner.client(CLIENT);
  private static final KeyOwner ABOUT_WORKER = KeyOwner.worker(WORKER);
  private static final SchemaRef ACCESS =
      new SchemaRef("org.casenotesaudit.events.AccessObserved", "0123456789abcdef".repeat(4));
  private static final SchemaRef WORKER_FILE =
      new SchemaRef("org.casenotesaudit.events.WorkerFileChanged", "fedcba9876543210".repeat(4));

  private GoldenEntries() {}

  static Map<String, EntryDraft> all() {
    var all = new LinkedHashMap<String, EntryDraft>();
    all.put("event_about_a_client_first_in_its_chains", access("01", Link.first()));
    all.put(
        "event_about_a_client_later_in_its_chains",
        access("02", new Link(17, MerkleHashing.leafHash(new byte[] {1}))));
    all.put(
        "event_about_a_worker_only",
        event(
            WORKER_FILE,
            "03",
            ABOUT_WORKER,
            List.of(
                new DraftField(FieldNames.ACTOR_ID, Json.text(WORKER), ABOUT_WORKER),
                DraftField.workerLink(Link.first(), WORKER),
                new DraftField(
                    "workerId",
                    Json.text("00000000-0000-4000-8000-000000000002"),
                    KeyOwner.worker("00000000-0000-4000-8000-000000000002")),
                new DraftField("version", Values.longNumber(Long.MAX_VALUE), ABOUT_WORKER))));
    all.put("event_about_nobody", event(WORKER_FILE, "04", KeyOwner.agency(), List.of()));
    all.put("rejected", aboutTheWayIn(EntryKind.REJECTED, "05", null, "unreadable-bytes"));
    all.put("conflict", aboutTheWayIn(EntryKind.CONFLICT, "06", ACCESS, "same-id-other-bytes"));
    all.put("integrity", aboutTheWayIn(EntryKind.INTEGRITY, "07", null, "topic-truncated"));
    return all;
  }

  private static EntryDraft access(String id, Link link) {
    return event(
        ACCESS,
        id,
        ABOUT_CLIENT,
        List.of(
            new DraftField(FieldNames.CLIENT_ID, Json.text(CLIENT), ABOUT_CLIENT),
            new DraftField(FieldNames.ACTOR_ID, Json.text(WORKER), ABOUT_WORKER),
            new DraftField(
                FieldNames.OCCURRED_AT,
                Values.timestamp(Instant.parse("2026-03-01T08:59:58.12Z")),
                ABOUT_CLIENT),
            new DraftField("purpose", Json.text("DIRECT_CARE"), ABOUT_CLIENT),
            new DraftField("revision", Values.intNumber(-3), ABOUT_CLIENT),
            new DraftField("rangeable", Json.flag(true), ABOUT_CLIENT),
            new DraftField(
                "hash", Values.bytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0}), ABOUT_CLIENT),
            new DraftField(
                "workerFacts",
                Json.object(
                    Map.of(
                        "roles",
                        Json.array(
                            List.of(
                                Json.text("practitioner"),
                                Json.text("r\u00e9f\u00e9rent \ud83d\ude00 \"\n"))),
                        "directoryVersion",
                        Values.longNumber(9))),
                ABOUT_CLIENT),
            DraftField.clientLink(link, CLIENT),
            DraftField.workerLink(link, WORKER)));
  }

  private static EntryDraft event(
      SchemaRef schema, String id, KeyOwner owner, List<DraftField> fields) {
    return new EntryDraft(
        EntryKind.EVENT,
        schema,
        new Provenance(
            "access",
            OptionalLong.of(9_007_199_254_740_993L),
            Instant.parse("2026-03-01T08:59:59.999999Z")),
        "00000000-0000-7000-8000-0000000000" + id,
        owner,
        fields);
  }

  private static EntryDraft aboutTheWayIn(
      EntryKind kind, String id, @Nullable SchemaRef schema, String code) {
    var agency = KeyOwner.agency();
    return new EntryDraft(
        kind,
        schema,
        new Provenance("audit-trail", OptionalLong.empty(), Instant.parse("2026-12-31T23:00:00Z")),
        "00000000-0000-8000-8000-0000000000" + id,
        agency,
        List.of(
            new DraftField("topic", Json.text("access.observed.v1"), agency),
            new DraftField("partition", Values.intNumber(3), agency),
            new DraftField("offset", Values.longNumber(12), agency),
            new DraftField("code", Json.text(code), agency)));
  }
}

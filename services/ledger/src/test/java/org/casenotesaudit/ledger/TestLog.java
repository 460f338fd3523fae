package org.casenotesaudit.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.casenotesaudit.ledger.entry.DataKey;
import org.casenotesaudit.ledger.entry.DraftField;
import org.casenotesaudit.ledger.entry.EntryDraft;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.EntrySealer;
import org.casenotesaudit.ledger.entry.FieldNames;
import org.casenotesaudit.ledger.entry.IdKey;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.entry.Link;
import org.casenotesaudit.ledger.entry.OwnedDisclosure;
import org.casenotesaudit.ledger.entry.Provenance;
import org.casenotesaudit.ledger.entry.SchemaRef;
import org.casenotesaudit.ledger.entry.SealedEntry;
import org.casenotesaudit.ledger.entry.SealedRecord;
import org.casenotesaudit.ledger.entry.Values;
import org.casenotesaudit.ledger.history.HistoryArchive;
import org.casenotesaudit.ledger.history.HistoryEntry;
import org.casenotesaudit.ledger.history.HistoryHeader;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.log.LogRecord;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.note.SigningKey;
import org.casenotesaudit.ledger.note.VerifierKey;
import org.casenotesaudit.ledger.proof.Proofs;

/**
 * A log of invented accesses, made step by step as audit-trail makes one. The same seed gives the
 * same log.
 */
public final class TestLog {
  public static final String ORIGIN = "ledger.example/demo";
  public static final String ANNA = "00000000-0000-4000-8000-00000000c001";
  public static final String BEN = "00000000-0000-4000-8000-00000000c002";
  public static final String MARIA = "00000000-0000-4000-8000-000000000001";

  private static final Instant START = Instant.parse("2026-03-01T08:59:58.123456Z");

  public final LogFolder folder;
  public final SigningKey key;
  public final List<SealedEntry> entries = new ArrayList<>();

  private final SecureRandom random;
  private final EntrySealer sealer;
  private final Map<KeyOwner, DataKey> keys = new HashMap<>();
  private final Map<String, Link> nextLinks = new HashMap<>();
  private final Map<String, List<Integer>> indexesByClient = new HashMap<>();
  private final List<LogRecord> waiting = new ArrayList<>();

  public TestLog(Path root, long seed) throws IOException {
    this.random = new Seeded(seed);
    this.folder = LogFolder.at(root);
    this.key = SigningKey.generate(ORIGIN, random);
    this.sealer = new EntrySealer(this::salt, IdKey.of(bytes(32)));
  }

  /** Deterministic, and a SecureRandom because the library insists on one. */
  private static final class Seeded extends SecureRandom {
    private final Random random;

    Seeded(long seed) {
      this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }
  }

  private byte[] salt() {
    return bytes(16);
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** An access of Maria to a client's note. */
  public TestLog access(String clientId, String purpose) {
    int index = entries.size();
    var client = KeyOwner.client(clientId);
    var at = START.plusSeconds(60L * index);
    var clientLink = nextLinks.getOrDefault(clientId, Link.first());
    var workerLink = nextLinks.getOrDefault(MARIA, Link.first());
    var draft =
        new EntryDraft(
            EntryKind.EVENT,
            new SchemaRef("org.casenotesaudit.events.AccessObserved", "ab".repeat(32)),
            new Provenance("access", OptionalLong.of(index + 1), at),
            UUID.nameUUIDFromBytes(bytes(16)).toString(),
            client,
            List.of(
                new DraftField(FieldNames.CLIENT_ID, Json.text(clientId), client),
                new DraftField(FieldNames.ACTOR_ID, Json.text(MARIA), KeyOwner.worker(MARIA)),
                new DraftField(FieldNames.OCCURRED_AT, Values.timestamp(at), client),
                new DraftField("action", Json.text("VIEW"), client),
                new DraftField("purpose", Json.text(purpose), client),
                DraftField.clientLink(clientLink, clientId),
                DraftField.workerLink(workerLink, MARIA)));
    var sealed = sealer.seal(draft);
    nextLinks.put(clientId, clientLink.next(sealed.leafHash()));
    nextLinks.put(MARIA, workerLink.next(sealed.leafHash()));
    indexesByClient.computeIfAbsent(clientId, c -> new ArrayList<>()).add(index);
    entries.add(sealed);
    waiting.add(new LogRecord(sealed.bytes(), SealedRecord.encrypt(sealed, this::keyOf, random)));
    return this;
  }

  /** An agency that forks a chain: the client's next entry will carry this link. */
  public TestLog lyingAboutTheLinkOf(String clientId, Link link) {
    nextLinks.put(clientId, link);
    return this;
  }

  public TestLog accesses(int count) {
    for (int i = 0; i < count; i++) {
      access(i % 3 == 0 ? BEN : ANNA, "DIRECT_CARE");
    }
    return this;
  }

  public DataKey keyOf(KeyOwner owner) {
    return keys.computeIfAbsent(owner, o -> new DataKey("key-" + keys.size(), bytes(32)));
  }

  /** Integrates, signs and publishes what waits. */
  public SignedNote publish() throws IOException {
    var head = folder.integrate(entries.size() - waiting.size(), waiting);
    waiting.clear();
    var note = new Checkpoint(ORIGIN, head).sign(key);
    folder.publish(note);
    return note;
  }

  public List<VerifierKey> keys() {
    return List.of(key.verifierKey());
  }

  /** The client's chain with all disclosures, oldest first. */
  public List<HistoryEntry> history(String clientId) throws IOException {
    var reader = folder.reader(entries.size());
    var history = new ArrayList<HistoryEntry>();
    for (int index : indexesByClient.get(clientId)) {
      var sealed = entries.get(index);
      history.add(
          new HistoryEntry(
              LedgerEntry.parse(reader.entry(index)),
              sealed.disclosures().stream().map(OwnedDisclosure::disclosure).toList(),
              Proofs.inclusion(reader, index)));
    }
    return history;
  }

  public HistoryHeader header(String clientId, SignedNote checkpoint) {
    return new HistoryHeader(
        clientId,
        "00000000-0000-4000-8000-0000000000e1",
        "SUBJECT_ACCESS_REQUEST",
        Instant.parse("2026-03-02T10:00:00Z"),
        checkpoint,
        keys());
  }

  /** The bytes of the client's history archive. */
  public byte[] archive(String clientId) throws IOException {
    return archive(clientId, history(clientId));
  }

  public byte[] archive(String clientId, List<HistoryEntry> history) throws IOException {
    var out = new ByteArrayOutputStream();
    HistoryArchive.write(out, header(clientId, folder.checkpoint().orElseThrow()), history);
    return out.toByteArray();
  }
}

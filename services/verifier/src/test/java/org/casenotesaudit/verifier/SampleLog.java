package org.casenotesaudit.verifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.casenotesaudit.ledger.entry.DraftField;
import org.casenotesaudit.ledger.entry.EntryDraft;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.EntrySealer;
import org.casenotesaudit.ledger.entry.FieldNames;
import org.casenotesaudit.ledger.entry.IdKey;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.Link;
import org.casenotesaudit.ledger.entry.OwnedDisclosure;
import org.casenotesaudit.ledger.entry.Provenance;
import org.casenotesaudit.ledger.entry.SaltSource;
import org.casenotesaudit.ledger.entry.SchemaRef;
import org.casenotesaudit.ledger.entry.SealedEntry;
import org.casenotesaudit.ledger.history.HistoryArchive;
import org.casenotesaudit.ledger.history.HistoryEntry;
import org.casenotesaudit.ledger.history.HistoryHeader;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.log.LogRecord;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SigningKey;
import org.casenotesaudit.ledger.proof.Proofs;
import org.casenotesaudit.ledger.proof.TlogProof;

/** A log about one client, with the files that an agency hands out about it. */
final class SampleLog {
  private static final String CLIENT = "00000000-0000-4000-8000-00000000c001";
  private static final String ORIGIN = "ledger.example/sample";

  final Path folder;
  private final SecureRandom random = new SecureRandom();
  private final SigningKey key = SigningKey.generate(ORIGIN, random);
  private final EntrySealer sealer =
      new EntrySealer(SaltSource.random(random), IdKey.of(new byte[32]));
  private final List<SealedEntry> entries = new ArrayList<>();
  private final LogFolder log;
  private Link next = Link.first();

  SampleLog(Path folder) throws IOException {
    this.folder = folder;
    this.log = LogFolder.at(folder);
  }

  SampleLog with(int count) throws IOException {
    long before = entries.size();
    var records = new ArrayList<LogRecord>();
    for (int i = 0; i < count; i++) {
      var sealed = sealer.seal(draft());
      next = next.next(sealed.leafHash());
      entries.add(sealed);
      records.add(new LogRecord(sealed.bytes(), "not looked at here".getBytes()));
    }
    log.publish(new Checkpoint(ORIGIN, log.integrate(before, records)).sign(key));
    return this;
  }

  private EntryDraft draft() {
    var client = KeyOwner.client(CLIENT);
    return new EntryDraft(
        EntryKind.EVENT,
        new SchemaRef("org.casenotesaudit.events.AccessObserved", "ab".repeat(32)),
        new Provenance(
            "access", OptionalLong.of(entries.size() + 1), Instant.parse("2026-03-01T08:10:00Z")),
        UUID.randomUUID().toString(),
        client,
        List.of(
            new DraftField(FieldNames.CLIENT_ID, Json.text(CLIENT), client),
            new DraftField("purpose", Json.text("DIRECT_CARE"), client),
            DraftField.clientLink(next, CLIENT)));
  }

  String vkey() {
    return key.verifierKey().format();
  }

  byte[] entry(int index) {
    return entries.get(index).bytes();
  }

  TlogProof proof(int index) throws IOException {
    return TlogProof.of(
        Proofs.inclusion(log.reader(entries.size()), index),
        log.checkpoint().orElseThrow(),
        entry(index));
  }

  Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolveSibling(name), bytes);
  }

  List<HistoryEntry> history() throws IOException {
    var reader = log.reader(entries.size());
    var history = new ArrayList<HistoryEntry>();
    for (int i = 0; i < entries.size(); i++) {
      var sealed = entries.get(i);
      history.add(
          new HistoryEntry(
              sealed.entry(),
              sealed.disclosures().stream().map(OwnedDisclosure::disclosure).toList(),
              Proofs.inclusion(reader, i)));
    }
    return history;
  }

  byte[] archive(List<HistoryEntry> history) throws IOException {
    var header =
        new HistoryHeader(
            CLIENT,
            "export-1",
            "SUBJECT_ACCESS_REQUEST",
            Instant.parse("2026-03-02T10:00:00Z"),
            log.checkpoint().orElseThrow(),
            List.of(key.verifierKey()));
    var out = new ByteArrayOutputStream();
    HistoryArchive.write(out, header, history);
    return out.toByteArray();
  }
}

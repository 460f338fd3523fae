package org.casenotesaudit.audittrail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.audittrail.append.ARandomEvent;
import org.casenotesaudit.audittrail.append.AppendOutcome;
import org.casenotesaudit.audittrail.append.Arrival;
import org.casenotesaudit.audittrail.append.Arrival.RecordOrigin;
import org.casenotesaudit.audittrail.append.EntryMapper;
import org.casenotesaudit.audittrail.append.LedgerWriter;
import org.casenotesaudit.audittrail.append.MappedEvent;
import org.casenotesaudit.audittrail.append.PositionMove;
import org.casenotesaudit.audittrail.append.WriterSchema;
import org.casenotesaudit.audittrail.integrate.Checkpoints;
import org.casenotesaudit.audittrail.integrate.FaultPoint;
import org.casenotesaudit.audittrail.integrate.HighWater;
import org.casenotesaudit.audittrail.integrate.NewestReceipt;
import org.casenotesaudit.audittrail.integrate.SignedBefore;
import org.casenotesaudit.audittrail.integrate.TreeTable;
import org.casenotesaudit.audittrail.keys.KeyFolder;
import org.casenotesaudit.audittrail.keys.KeyWrap;
import org.casenotesaudit.audittrail.keys.PersonKeys;
import org.casenotesaudit.audittrail.keys.PersonRefs;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.ledger.entry.EntrySealer;
import org.casenotesaudit.ledger.entry.IdKey;
import org.casenotesaudit.ledger.entry.SaltSource;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.note.SigningKey;
import org.casenotesaudit.messaging.ContentId;
import org.casenotesaudit.testkit.Postgres;
import org.flywaydb.core.Flyway;

/**
 * A trail on a real database without Kafka and HTTP: writers and checkpoints as a test wants them.
 */
public final class ATrail {

  public static final String TOPIC = "access.observed.v1";
  private static final UUID TOPIC_ID = UUID.fromString("00000000-0000-4000-8000-0000000000aa");
  private static final byte[] KEY = new byte[32];

  private final Postgres.Database database;
  private final KeyFolder keys;
  private final Path log;
  private final SigningKey logKey =
      SigningKey.generate("casenotesaudit.example/demo", new SecureRandom());
  private final AtomicLong seeds = new AtomicLong();

  private ATrail(Postgres.Database database, Path folder) {
    this.database = database;
    this.keys = new KeyFolder(folder.resolve("keys"), false);
    this.log = folder.resolve("log");
  }

  private static final class Migrated {
    private static final Postgres.Database DATABASE = Postgres.running().newDatabase("trail");

    static {
      migrate(DATABASE);
    }
  }

  public static ATrail in(Path folder) {
    return new ATrail(Postgres.running().copyOf(Migrated.DATABASE), folder);
  }

  public static void migrate(Postgres.Database database) {
    Flyway.configure()
        .dataSource(database.asMigrate())
        .locations("classpath:db/messaging", "classpath:db/service-frame", "classpath:db/migration")
        .placeholders(Map.of("runRole", database.runUser()))
        .load()
        .migrate();
  }

  public DataSource asRun() {
    return database.asRun();
  }

  public DataSource asOwner() {
    return database.asMigrate();
  }

  public SigningKey logKey() {
    return logKey;
  }

  public LogFolder folder() {
    try {
      return LogFolder.at(log);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public TreeTable table() {
    return new TreeTable(asRun());
  }

  /** A writer that has claimed the sequencer. */
  public LedgerWriter writer() throws SQLException {
    return writer(asRun());
  }

  public LedgerWriter writer(DataSource connections) throws SQLException {
    LedgerWriter writer = unclaimed(connections);
    writer.claim();
    return writer;
  }

  /** A writer that has claimed nothing yet. */
  public LedgerWriter unclaimed(DataSource connections) {
    PersonRefs refs = new PersonRefs(KEY);
    SecureRandom random = new SecureRandom();
    return LedgerWriter.over(
        connections,
        new EntrySealer(SaltSource.random(random), IdKey.of(KEY)),
        new PersonKeys(refs, new KeyWrap(KEY, random), random, InstantSource.system()),
        refs,
        random,
        InstantSource.system());
  }

  public Checkpoints checkpoints() {
    return checkpoints(FaultPoint.NONE);
  }

  public Checkpoints checkpoints(FaultPoint faults) {
    return checkpoints(faults, OptionalLong::empty);
  }

  public Checkpoints checkpoints(FaultPoint faults, NewestReceipt receipt) {
    return new Checkpoints(
        table(),
        folder(),
        logKey,
        new SignedBefore(new HighWater(keys), receipt),
        InstantSource.system(),
        faults);
  }

  /** An event like no other so far, with the next sequence of its source. */
  public Arrival.Event anEvent() {
    return anEventNumbered(seeds.get() + 1);
  }

  public Arrival.Event anEventNumbered(long sequence) {
    return event(AccessObserved.getClassSchema(), sequence, null);
  }

  public Arrival.Event anEventAbout(String clientId) {
    return event(AccessObserved.getClassSchema(), seeds.get() + 1, clientId);
  }

  private Arrival.Event event(Schema schema, long sequence, String clientId) {
    GenericRecord event = new ARandomEvent(seeds.incrementAndGet()).of(schema);
    GenericRecord envelope = (GenericRecord) event.get("envelope");
    envelope.put("sourceSequence", sequence);
    if (clientId != null) {
      envelope.put("clientId", clientId);
    }
    return new Arrival.Event(
        new EntryMapper("demo").map(event, WriterSchema.of(schema)),
        digest(event.toString()),
        digest("value" + event),
        origin(seeds.get()));
  }

  private static RecordOrigin origin(long offset) {
    return new RecordOrigin(TOPIC, TOPIC_ID, 0, offset, Instant.parse("2026-03-01T10:20:30Z"));
  }

  /** The same id with other bytes, read at that offset. */
  public static Arrival.Event forged(Arrival.Event original, long offset) {
    return new Arrival.Event(
        original.event(), digest("forged"), digest("forged value"), origin(offset));
  }

  /** The same event under another number, as a restored publisher sends it again. */
  public static Arrival.Event numberedAnew(Arrival.Event original, long sequence) {
    MappedEvent event = original.event();
    return new Arrival.Event(
        new MappedEvent(
            event.eventId(),
            event.source(),
            sequence,
            event.schema(),
            event.provenance(),
            event.detailsOwner(),
            event.clientId(),
            event.actorId(),
            event.fields()),
        digest("numbered anew"),
        digest("value numbered anew"),
        origin(900 + sequence));
  }

  public static Arrival.Rejected unreadable(long offset) {
    return new Arrival.Rejected(
        ContentId.uuidV8(ascii("rejected"), ascii(Long.toString(offset))),
        digest("unreadable " + offset),
        origin(offset),
        org.casenotesaudit.events.QuarantineCode.BAD_FRAMING,
        ascii("unreadable"));
  }

  public static PositionMove move(long from, long to) {
    return new PositionMove(TOPIC, 0, TOPIC_ID, from, to, 0);
  }

  public AppendOutcome append(Arrival... arrivals) throws SQLException {
    return writer().append(List.of(arrivals), List.of());
  }

  public static byte[] digest(String text) {
    return Arrays.copyOf(
        org.casenotesaudit.ledger.tree.MerkleHashing.leafHash(text.getBytes(StandardCharsets.UTF_8))
            .bytes(),
        32);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

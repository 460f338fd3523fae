package org.casenotesaudit.audittrail;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.casenotesaudit.audittrail.append.ArrivalReader;
import org.casenotesaudit.audittrail.append.EntryMapper;
import org.casenotesaudit.audittrail.append.LedgerWriter;
import org.casenotesaudit.audittrail.append.TrailCounters;
import org.casenotesaudit.audittrail.append.TrailSink;
import org.casenotesaudit.audittrail.append.WriterSeat;
import org.casenotesaudit.audittrail.integrate.Checkpoints;
import org.casenotesaudit.audittrail.integrate.FaultPoint;
import org.casenotesaudit.audittrail.integrate.HighWater;
import org.casenotesaudit.audittrail.integrate.Integrator;
import org.casenotesaudit.audittrail.integrate.Receipts;
import org.casenotesaudit.audittrail.integrate.ReceiptsTopic;
import org.casenotesaudit.audittrail.integrate.SignedBefore;
import org.casenotesaudit.audittrail.integrate.SigningRefusedException;
import org.casenotesaudit.audittrail.integrate.TreeMismatchException;
import org.casenotesaudit.audittrail.integrate.TreeTable;
import org.casenotesaudit.audittrail.keys.KeyFolder;
import org.casenotesaudit.audittrail.keys.KeyWrap;
import org.casenotesaudit.audittrail.keys.PersonKeys;
import org.casenotesaudit.audittrail.keys.PersonRefs;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.entry.EntrySealer;
import org.casenotesaudit.ledger.entry.IdKey;
import org.casenotesaudit.ledger.entry.SaltSource;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.note.SigningKey;
import org.casenotesaudit.messaging.Failures;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.messaging.consume.ConsumerLoop;
import org.casenotesaudit.messaging.outbox.RelayProducers;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistryUnavailableException;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.KafkaSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the parts: from consumer loop to writer, from writer to checkpoints, and the keys of both.
 */
@Factory
final class TrailBeans {

  private static final Logger LOG = LoggerFactory.getLogger(TrailBeans.class);
  private static final int KEY_BYTES = 32;

  /** One transaction for so many records at most: its flush is shared by all of them. */
  private static final int BATCH_RECORDS_MAX = 1_000;

  @Singleton
  KeyFolder keyFolder(TrailSettings settings, AuditSettings audit) {
    settings.requireDecision(audit.production());
    return new KeyFolder(Path.of(settings.keysDir()), audit.production());
  }

  @Singleton
  SigningKey logKey(KeyFolder folder, TrailSettings settings, AuditSettings audit) {
    String origin = settings.originFor(audit.agencyId());
    byte[] text =
        folder.readOrCreate(
            "log-key",
            () ->
                (SigningKey.generate(origin, new SecureRandom()).format() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
    SigningKey key = SigningKey.parse(new String(text, StandardCharsets.UTF_8).strip());
    if (!key.verifierKey().name().equals(origin)) {
      throw new IllegalStateException(
          "log-key: of " + key.verifierKey().name() + " (expected: of the origin " + origin + ")");
    }
    return key;
  }

  @Singleton
  PersonRefs personRefs(KeyFolder folder) {
    return new PersonRefs(randomKey(folder, "person-ref-key"));
  }

  @Singleton
  PersonKeys personKeys(KeyFolder folder, PersonRefs refs, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    return new PersonKeys(
        refs, new KeyWrap(randomKey(folder, "wrapping-key"), random), random, clock);
  }

  @Singleton
  EntrySealer sealer(KeyFolder folder) {
    return new EntrySealer(
        SaltSource.random(new SecureRandom()), IdKey.of(randomKey(folder, "id-key")));
  }

  @Singleton
  LogFolder logFolder(TrailSettings settings) throws IOException {
    return LogFolder.at(settings.logFolder());
  }

  @Singleton
  TreeTable treeTable(DataSource database) {
    return new TreeTable(DelegatingDataSource.unwrapDataSource(database));
  }

  @Singleton
  FaultPoint faults() {
    return FaultPoint.NONE;
  }

  @Singleton
  LedgerWriter writer(
      DataSource database,
      EntrySealer sealer,
      PersonKeys keys,
      PersonRefs refs,
      InstantSource clock) {
    return LedgerWriter.over(
        DelegatingDataSource.unwrapDataSource(database),
        sealer,
        keys,
        refs,
        new SecureRandom(),
        clock);
  }

  @Singleton
  Receipts receipts(
      AuditSettings settings,
      KafkaSettings kafka,
      EventSerializer serializer,
      InstantSource clock,
      IdSource ids,
      DataSource database) {
    return new Receipts(
        settings.agencyId(),
        serializer,
        RelayProducers.to(kafka.bootstrapServers(), "audit-trail-receipts"),
        clock,
        ids,
        new ReceiptSequence(DelegatingDataSource.unwrapDataSource(database)));
  }

  @Singleton
  SignedBefore signedBefore(
      KeyFolder keys, KafkaSettings kafka, AuditSettings settings, EventDecoder decoder) {
    return new SignedBefore(
        new HighWater(keys),
        ReceiptsTopic.in(kafka.bootstrapServers(), settings.agencyId(), decoder));
  }

  @Context
  @Bean(preDestroy = "close")
  Integrator integrator(
      TreeTable table,
      LogFolder folder,
      SigningKey key,
      SignedBefore before,
      Receipts receipts,
      InstantSource clock,
      FaultPoint faults,
      TrailSettings settings)
      throws SQLException, IOException {
    Checkpoints checkpoints = new Checkpoints(table, folder, key, before, clock, faults);
    try {
      checkpoints.verify();
      askReceipt(checkpoints);
    } catch (TreeMismatchException | SigningRefusedException e) {
      // One line for whoever is called: sizes and roots, found and expected; no person's data.
      LOG.error("refusing to start: {}", e.getMessage());
      throw e;
    }
    Integrator integrator = new Integrator(checkpoints, receipts, clock, settings.checkpoints());
    integrator.start();
    return integrator;
  }

  private static void askReceipt(Checkpoints checkpoints) throws SQLException {
    try {
      checkpoints.askReceipt();
    } catch (KafkaException | RegistryUnavailableException e) {
      // The trail can be read without Kafka. Whoever signs asks again first, until it answers.
      LOG.warn("newest receipt: {}; nothing is signed before it was asked", Failures.nameOf(e));
    }
  }

  @Context
  @Bean(preDestroy = "close")
  WriterSeat writerSeat(DataSource database, LedgerWriter writer) throws SQLException {
    WriterSeat seat = new WriterSeat(DelegatingDataSource.unwrapDataSource(database), writer);
    seat.start();
    return seat;
  }

  @Context
  @Bean(preDestroy = "close")
  ConsumerLoop consumerLoop(
      KafkaSettings kafka,
      AuditSettings settings,
      DataSource database,
      EventDecoder decoder,
      LedgerWriter writer,
      WriterSeat seat,
      TrailCounters counters,
      Integrator integrator,
      InstantSource clock) {
    ArrivalReader reader =
        new ArrivalReader(decoder::decodeAsWritten, new EntryMapper(settings.agencyId()));
    TrailSink sink =
        new TrailSink(
            DelegatingDataSource.unwrapDataSource(database),
            reader,
            writer,
            clock,
            outcome -> {
              counters.count(outcome);
              if (outcome.appended() > 0) {
                integrator.wake();
              }
            });
    ConsumerLoop loop =
        ConsumerLoop.on(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "audit-trail",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                BATCH_RECORDS_MAX),
            Topics.APPENDED,
            sink,
            ConsumerLoop.Pace.USUAL);
    loop.start();
    return loop;
  }

  private static byte[] randomKey(KeyFolder folder, String name) {
    Supplier<byte[]> fresh =
        () -> {
          byte[] key = new byte[KEY_BYTES];
          new SecureRandom().nextBytes(key);
          return key;
        };
    byte[] key = folder.readOrCreate(name, fresh);
    if (key.length != KEY_BYTES) {
      throw new IllegalStateException(
          name + ": " + key.length + " bytes (expected: " + KEY_BYTES + ")");
    }
    return key;
  }
}

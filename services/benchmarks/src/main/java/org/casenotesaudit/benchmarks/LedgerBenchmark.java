package org.casenotesaudit.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.casenotesaudit.events.CaseNoteRecorded;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.UuidV7;
import org.casenotesaudit.messaging.outbox.RelayProducers;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;

/**
 * What the ledger takes: events at a fixed rate straight onto a topic, one in a hundred of them
 * twice, until a signed checkpoint covers the last one and the tree has grown by all and by no
 * second one; what the system itself writes meanwhile counts in, so that each single one is for the
 * journeys to prove.
 */
final class LedgerBenchmark {

  private static final int CLIENTS = 2_000;
  private static final int WORKERS = 200;
  private static final int EVERY_NTH_TWICE = 100;
  private static final long PATIENCE_SECONDS = 120;

  /**
   * @param entries events sent, duplicates not counted
   * @param seconds from the first send to the checkpoint that covers the last
   * @param entriesPerSecond entries by seconds
   * @param coveredAfterLastSendMillis how long the ledger took to catch up after the last send
   * @param sentToCheckpoint from sending one event of each second to a signed checkpoint over it
   * @param treeGrowth by how much the tree grew; at least the entries, and the system's own besides
   */
  record Result(
      long entries,
      double seconds,
      double entriesPerSecond,
      double coveredAfterLastSendMillis,
      Percentiles sentToCheckpoint,
      long treeGrowth) {}

  /** An event whose way is looked up afterwards. */
  private record Sample(String eventId, long sentNanos) {}

  private final RunningSystem system;
  private final String bootstrapServers;
  private final String registryUrl;
  private final Progress progress;

  LedgerBenchmark(
      RunningSystem system, String bootstrapServers, String registryUrl, Progress progress) {
    this.system = system;
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
    this.progress = progress;
  }

  Result run(int perSecond, int seconds, long seed) throws IOException, InterruptedException {
    long count = (long) perSecond * seconds;
    system.signIn("ada");
    long before = CheckpointTimes.treeSize(system);
    progress.begins("sends %d events, %d a second".formatted(count, perSecond));
    try (var watch = CheckpointTimes.over(system)) {
      long begin = System.nanoTime();
      List<Sample> samples = send(perSecond, count, seed);
      long sent = System.nanoTime();
      progress.begins("waits for a checkpoint over them all");
      awaitCovered(samples.getLast().eventId(), before + count, sent);
      long covered = System.nanoTime();
      double took = (covered - begin) / 1e9;
      long growth = CheckpointTimes.treeSize(system) - before;
      if (growth >= count + count / EVERY_NTH_TWICE) {
        throw new IllegalStateException(
            "the tree grew by "
                + growth
                + " entries (expected: less than the "
                + (count + count / EVERY_NTH_TWICE)
                + " records sent, duplicates among them)");
      }
      return new Result(
          count, took, count / took, (covered - sent) / 1e6, delays(samples, watch), growth);
    }
  }

  /** Sends them all on their beat; the last of each second, and so the last of all, is a sample. */
  private List<Sample> send(int perSecond, long count, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    UuidV7 ids = new UuidV7(InstantSource.system());
    List<String> clients = fresh(ids, CLIENTS);
    List<String> workers = fresh(ids, WORKERS);
    String source = "bench-" + ids.next().toString().substring(24);
    String topic = Topics.CASE_NOTES_RECORD.name();
    List<Sample> samples = new ArrayList<>();
    try (var serializer = new EventSerializer(new RegistrySettings(registryUrl, false));
        Producer<byte[], byte[]> producer =
            RelayProducers.to(bootstrapServers, "ledger-benchmark").get()) {
      long begin = System.nanoTime();
      for (long sequence = 1; sequence <= count; sequence++) {
        long due = begin + sequence * TimeUnit.SECONDS.toNanos(1) / perSecond;
        LockSupport.parkNanos(due - System.nanoTime());
        progress.reached(sequence, count, "events sent");
        String client = clients.get(random.nextInt(CLIENTS));
        String worker = workers.get(random.nextInt(WORKERS));
        String eventId = ids.next().toString();
        byte[] value =
            serializer.serialize(topic, note(eventId, source, sequence, client, worker, ids));
        byte[] key = client.getBytes(StandardCharsets.UTF_8);
        if (sequence % perSecond == 0) {
          samples.add(new Sample(eventId, System.nanoTime()));
        }
        producer.send(new ProducerRecord<>(topic, key, value));
        if (sequence % EVERY_NTH_TWICE == 0) {
          producer.send(new ProducerRecord<>(topic, key, value));
        }
      }
      producer.flush();
    }
    return samples;
  }

  private Percentiles delays(List<Sample> samples, CheckpointTimes watch)
      throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    for (Sample sample : samples) {
      long index = system.call("ada", "GET", entry(sample.eventId()), null).get("index").asLong();
      long covered =
          watch
              .coveredNanos(index)
              .orElseThrow(
                  () -> new IllegalStateException("no checkpoint was seen over entry " + index));
      nanos.add(covered - sample.sentNanos());
    }
    return Percentiles.of(nanos);
  }

  private static String entry(String eventId) {
    return RunningSystem.auditTrail() + "/v1/entries?eventId=" + eventId;
  }

  private static CaseNoteRecorded note(
      String eventId, String source, long sequence, String client, String worker, UuidV7 ids) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return CaseNoteRecorded.newBuilder()
        .setEnvelope(
            Envelope.newBuilder()
                .setEventId(eventId)
                .setAgencyId("demo")
                .setSource(source)
                .setSourceSequence(sequence)
                .setOccurredAt(now)
                .setRecordedAt(now)
                .setActorId(worker)
                .setClientId(client)
                .build())
        .setNoteId(ids.next().toString())
        .setCaseId(client)
        .setVersion(1)
        .setContactAt(now)
        .build();
  }

  private void awaitCovered(String eventId, long size, long since)
      throws IOException, InterruptedException {
    while (System.nanoTime() - since < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
      long reached = CheckpointTimes.treeSize(system);
      progress.reached(reached, size, "entries");
      if (reached >= size && system.send("ada", "GET", entry(eventId), null).statusCode() == 200) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the tree has %d entries after %d s (expected: %d or more)",
            CheckpointTimes.treeSize(system),
            PATIENCE_SECONDS,
            size));
  }

  private static List<String> fresh(UuidV7 ids, int count) {
    List<String> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(ids.next().toString());
    }
    return made;
  }
}

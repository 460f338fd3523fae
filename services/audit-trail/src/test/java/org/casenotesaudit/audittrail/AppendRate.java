package org.casenotesaudit.audittrail;

import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.MicronautSettings;

/**
 * Measures the ledger from records on a topic to a published checkpoint that covers them: broker,
 * database, app and measurement share one JVM and machine. The README says how to run it.
 */
final class AppendRate {

  private AppendRate() {}

  public static void main(String[] args) throws Exception {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 60_000;
    int clients = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    Broker.running();
    Random random = new Random(1);
    UUID[] ids = new UUID[clients];
    for (int i = 0; i < clients; i++) {
      ids[i] = new UUID(random.nextLong(), random.nextLong());
    }
    var settings = MicronautSettings.of("audit-trail");
    try (RunningTrail warm = RunningTrail.startedWith(MicronautSettings.of("audit-trail"))) {
      for (int n = 1; n <= events; n++) {
        UUID client = ids[random.nextInt(clients)];
        AccessObserved access = anAccess().of(client).from("rate").numbered(n).event();
        warm.send(Topics.ACCESS_OBSERVED, client.toString(), access);
      }
      warm.flush();
      awaitSize(warm, events);
    }
    forgetReceipts();
    long before = System.nanoTime();
    try (RunningTrail measured = RunningTrail.startedWith(settings)) {
      awaitSize(measured, 1);
      long first = System.nanoTime();
      long cpuBefore = processCpuNanos();
      long from = size(measured);
      awaitSize(measured, events);
      double seconds = (System.nanoTime() - first) / 1e9;
      double cpuSeconds = (processCpuNanos() - cpuBefore) / 1e9;
      System.out.printf(
          "%d entries of %d clients: started in %.1f s, then %.0f entries/s to a checkpoint;"
              + " %.2f s of processor per 1,000 entries (broker and app, without PostgreSQL)%n",
          events,
          clients,
          (first - before) / 1e9,
          (events - from) / seconds,
          1_000 * cpuSeconds / (events - from));
    }
    System.exit(0);
  }

  /**
   * The second log is a new one of the same agency: the first is thrown away, with its receipts.
   */
  private static void forgetReceipts() throws Exception {
    TopicPartition receipts = new TopicPartition(Topics.RECEIPTS.name(), 0);
    try (Admin admin = Broker.running().admin()) {
      // Minus one: up to the end.
      admin.deleteRecords(Map.of(receipts, RecordsToDelete.beforeOffset(-1))).all().get();
    }
  }

  private static long processCpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void awaitSize(RunningTrail trail, long size) throws Exception {
    while (size(trail) < size) {
      Thread.sleep(20);
    }
  }

  private static long size(RunningTrail trail) throws Exception {
    var answer = trail.get("/checkpoint", Optional.empty());
    return answer.statusCode() == 200
        ? Checkpoint.parse(SignedNote.parse(answer.body()).text()).head().size()
        : 0;
  }
}

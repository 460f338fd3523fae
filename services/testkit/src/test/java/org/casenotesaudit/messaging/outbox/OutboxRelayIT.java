package org.casenotesaudit.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.messaging.Eventually.until;
import static org.casenotesaudit.messaging.outbox.OutboxStage.LONG;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.Registry;
import org.casenotesaudit.testkit.TopicReader.Read;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What committed is published: once numbered, in order, byte for byte the same when repeated. */
class OutboxRelayIT {

  private OutboxStage stage;

  @BeforeEach
  void open() throws Exception {
    stage = new OutboxStage();
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Test
  void aRowThatCommitsAfterALaterOneWasSentIsNotSkipped() throws Exception {
    OutboxRelay relay = stage.relay();
    try (Connection slow = stage.transaction();
        Connection quick = stage.transaction()) {
      String first = stage.append(slow);
      String second = stage.append(quick);
      quick.commit();
      until("the later row is sent", LONG, () -> relay.counters().sent() == 1);
      slow.commit();
      relay.wake();

      List<Read> published = stage.published(2);
      assertThat(published)
          .extracting(read -> read.envelope().getEventId())
          .containsExactlyInAnyOrder(first, second);
      assertThat(sequenceOf(published, second)).isEqualTo(1);
      assertThat(sequenceOf(published, first)).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void concurrentTransactionsInAnyOrderGiveAGaplessSequenceOfWhatCommitted(long seed)
      throws Exception {
    stage.relay();
    Random random = new Random(seed);
    Set<String> committed = Collections.synchronizedSet(new HashSet<>());
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int rows = 1 + random.nextInt(4);
        boolean rollsBack = random.nextInt(5) == 0;
        long holdNanos = random.nextInt(20_000_000);
        done.add(
            writers.submit(
                () -> {
                  try (Connection connection = stage.transaction()) {
                    List<String> ids = new ArrayList<>();
                    for (int row = 0; row < rows; row++) {
                      ids.add(stage.append(connection));
                      java.util.concurrent.locks.LockSupport.parkNanos(holdNanos);
                    }
                    if (rollsBack) {
                      connection.rollback();
                    } else {
                      connection.commit();
                      committed.addAll(ids);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
    List<Read> published = stage.published(committed.size());
    assertThat(published)
        .extracting(read -> read.envelope().getEventId())
        .containsExactlyInAnyOrderElementsOf(committed);
    assertThat(published)
        .extracting(read -> read.envelope().getSourceSequence())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, committed.size()).boxed().toList());
  }

  @Test
  void recordsOfOnePartitionArriveInSequence() throws Exception {
    stage.appendAndCommit(1_200);
    stage.relay();
    List<Read> published = stage.published(1_200);
    for (int partition = 0; partition < OutboxStage.TOPIC.partitions(); partition++) {
      int wanted = partition;
      assertThat(published.stream().filter(read -> read.record().partition() == wanted))
          .extracting(read -> read.envelope().getSourceSequence())
          .isSorted();
    }
  }

  @Test
  void aCrashBetweenNumberingAndSendingResendsTheSameBytesUnderTheSameNumber() throws Exception {
    stage.appendAndCommit(3);
    AtomicInteger attempts = new AtomicInteger(Integer.MAX_VALUE);
    OutboxRelay crashing = stage.relay(TroubledProducer.losing(attempts));
    until("rows are numbered", LONG, () -> stage.count("source_sequence IS NOT NULL") == 3);
    crashing.close();
    assertThat(stage.count("sent_at IS NOT NULL")).isZero();
    long digest = stage.number(VALUES_DIGEST);

    OutboxRelay relay = stage.relay();
    assertThat(stage.published(3))
        .extracting(read -> read.envelope().getSourceSequence())
        .containsExactlyInAnyOrder(1L, 2L, 3L);
    until("rows are marked", LONG, () -> stage.count("sent_at IS NOT NULL") == 3);
    assertThat(stage.number(VALUES_DIGEST)).isEqualTo(digest);
    assertThat(relay.counters().retried()).isEqualTo(3);
  }

  @Test
  void anAnswerThatWasLostMakesADuplicateThatIsIdenticalInEveryByteAndHeader() throws Exception {
    stage.appendAndCommit(1);
    OutboxRelay relay = stage.relay(TroubledProducer.losingAnswers(new AtomicInteger(1)));
    until("the row is marked", LONG, () -> stage.count("sent_at IS NOT NULL") == 1);

    List<Read> published = stage.published(2);
    assertThat(published).hasSize(2);
    var first = published.get(0).record();
    var second = published.get(1).record();
    assertThat(second.partition()).isEqualTo(first.partition());
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(Arrays.toString(second.headers().toArray()))
        .isEqualTo(Arrays.toString(first.headers().toArray()));
    assertThat(relay.counters().failures()).isEqualTo(1);
  }

  @ParameterizedTest(name = "occurred {0}")
  @ValueSource(strings = {"2019-01-01T00:00:00Z", "2099-01-01T00:00:00Z"})
  void neitherAnActOfLongAgoNorAClockThatIsAheadIsRefusedOrLost(String occurredAt)
      throws Exception {
    var event =
        org.casenotesaudit.testkit.fixtures.Fixtures.anAccess()
            .inAgency(stage.agency)
            .at(java.time.Instant.parse(occurredAt))
            .event();
    try (Connection connection = stage.transaction()) {
      stage.outbox.append(connection, OutboxStage.TOPIC, event);
      connection.commit();
    }
    stage.relay();
    Read read = stage.published(1).getFirst();
    assertThat(read.envelope().getOccurredAt()).isEqualTo(occurredAt);
    assertThat(java.time.Instant.ofEpochMilli(read.record().timestamp()))
        .isCloseTo(
            java.time.Instant.now(),
            org.assertj.core.api.Assertions.within(
                java.time.Duration.ofMinutes(5).toMillis(), java.time.temporal.ChronoUnit.MILLIS));
  }

  @Test
  void ofTwoRelaysOneSendsAndTheOtherTakesOverWhenItIsGone() throws Exception {
    OutboxRelay one = stage.relay();
    until("the first leads", LONG, () -> one.counters().leading());
    OutboxRelay other = stage.relay();
    stage.appendAndCommit(5);
    stage.published(5);
    assertThat(other.counters().leading()).isFalse();
    assertThat(other.counters().sent()).isZero();

    one.close();
    until("the other leads", LONG, () -> other.counters().leading());
    stage.appendAndCommit(5);
    List<Read> published = stage.published(10);
    assertThat(published)
        .extracting(read -> read.envelope().getSourceSequence())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void aLostDatabaseSessionCostsTheLeadAndNoRow() throws Exception {
    OutboxRelay relay = stage.relay();
    stage.appendAndCommit(2);
    stage.published(2);
    Postgres.running().cutSessions(stage.database);
    stage.appendAndCommit(2);
    assertThat(stage.published(4))
        .extracting(read -> read.envelope().getSourceSequence())
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(relay.counters().failures()).isPositive();
  }

  @Test
  void withoutTheRegistryNothingIsNumberedAndNothingIsLost() throws Exception {
    try (CuttableProxy wire = CuttableProxy.to(Registry.running().port())) {
      wire.cut();
      OutboxRelay relay =
          stage.relay(
              RelayProducers.to(Broker.running().bootstrapServers(), "cut"),
              "http://127.0.0.1:" + wire.port() + "/apis/ccompat/v7");
      stage.appendAndCommit(2);
      until("the relay notices", LONG, () -> relay.counters().failures() > 0);
      assertThat(stage.count("source_sequence IS NOT NULL")).isZero();

      wire.mend();
      assertThat(stage.published(2)).hasSize(2);
    }
  }

  @Test
  void whileTheRelayWorksItSaysHowMuchWaitsAndForHowLong() throws Exception {
    OutboxRelay relay = stage.relay(TroubledProducer.losing(new AtomicInteger(3)));
    stage.appendAndCommit(1);
    until("it was sent", LONG, () -> relay.counters().sent() == 1);
    until("nothing waits", LONG, () -> relay.counters().pending() == 0);
    assertThat(relay.counters().oldestPendingSeconds()).isZero();
  }

  private static final String VALUES_DIGEST =
      "SELECT hashtextextended(string_agg(encode(value, 'hex'), ',' ORDER BY source_sequence), 0)"
          + " FROM outbox";

  private static long sequenceOf(List<Read> published, String eventId) {
    return published.stream()
        .filter(read -> read.envelope().getEventId().equals(eventId))
        .findFirst()
        .orElseThrow()
        .envelope()
        .getSourceSequence();
  }
}

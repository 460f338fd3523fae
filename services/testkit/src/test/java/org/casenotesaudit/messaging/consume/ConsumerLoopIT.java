package org.casenotesaudit.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.messaging.Eventually.until;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.casenotesaudit.messaging.consume.IntegrityFinding.Kind;
import org.casenotesaudit.testkit.Broker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is skipped, whatever fails. The first four tests are the ways in which listeners of
 * micronaut-kafka lost records (its issues 39, 629, 14 and 315).
 */
class ConsumerLoopIT {

  private static final Duration LONG = Duration.ofSeconds(30);

  private TopicStage stage;

  @BeforeEach
  void open() throws Exception {
    stage = new TopicStage(Broker.running(), 4);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Test
  void aLaterSuccessDoesNotCarryThePositionPastAFailedRecord() throws Exception {
    AtomicInteger refusals = new AtomicInteger(5);
    RememberingSink sink =
        new RememberingSink(
            batch -> {
              boolean holdsTheRecord =
                  batch.stream().anyMatch(record -> new String(record.value()).equals("8"));
              if (holdsTheRecord && refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
              }
            });
    stage.write(40);
    ConsumerLoop loop = stage.read(sink, Map.of("max.poll.records", 1));
    until("all are stored", LONG, () -> sink.count() == 40);
    assertEverythingOnceInOrder(sink);
    assertThat(loop.failures()).isEqualTo(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void recordsAlreadyPolledFromOtherPartitionsAreNotLostWithAFailedBatch(long seed)
      throws Exception {
    Random random = new Random(seed);
    RememberingSink sink =
        new RememberingSink(
            batch -> {
              if (random.nextInt(3) == 0) {
                throw new java.sql.SQLException("connection lost");
              }
            });
    stage.write(100);
    // Each failure fetches anew: small answers at once, or most of the time goes by in waiting.
    ConsumerLoop loop = stage.read(sink, Map.of("max.poll.records", 7, "fetch.min.bytes", 1));
    until("all are stored", LONG, () -> sink.count() >= 100);
    assertEverythingOnceInOrder(sink);
    assertThat(loop.failures()).isPositive();
  }

  @Test
  void closingAfterAFailureLeavesTheFailedRecordsToTheNextLoop() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    RememberingSink sink =
        new RememberingSink(
            batch -> {
              if (attempts.incrementAndGet() <= 3) {
                throw new IllegalStateException("not now");
              }
            });
    stage.write(12);
    ConsumerLoop first = stage.read(sink);
    until("it failed", LONG, () -> first.failures() > 0);
    first.close();
    attempts.set(100);
    stage.read(sink);
    until("all are stored", LONG, () -> sink.count() == 12);
    assertEverythingOnceInOrder(sink);
  }

  @Test
  void nothingIsEverCommittedToKafka() throws Exception {
    RememberingSink sink = new RememberingSink();
    stage.write(12);
    // Even with a group, which a loop does not need.
    ConsumerLoop loop = stage.read(sink, Map.of("group.id", stage.topic.name()));
    until("all are stored", LONG, () -> sink.count() == 12);
    loop.close();
    try (Admin admin = stage.broker.admin()) {
      assertThat(
              admin
                  .listConsumerGroupOffsets(stage.topic.name())
                  .partitionsToOffsetAndMetadata()
                  .toCompletionStage()
                  .handle((offsets, error) -> offsets == null ? Map.of() : offsets)
                  .toCompletableFuture()
                  .get(20, TimeUnit.SECONDS))
          .isEmpty();
    }
  }

  @Test
  void aLoopGoesOnWhereTheSinkStands() throws Exception {
    RememberingSink sink = new RememberingSink();
    stage.write(8);
    ConsumerLoop first = stage.read(sink);
    until("the first are stored", LONG, () -> sink.count() == 8);
    first.close();
    assertThat(first.isHealthy()).isFalse();
    stage.write(8);
    ConsumerLoop second = stage.read(sink);
    until("all are stored", LONG, () -> sink.count() == 16);
    assertEverythingOnceInOrder(sink);
    assertThat(second.records()).isEqualTo(8);
    assertThat(second.isHealthy()).isTrue();
    assertThat(sink.findings()).isEmpty();
  }

  @Test
  void whatATransactionAbortedIsNeverSeenAndItsGapsInOffsetsAreNoFinding() throws Exception {
    RememberingSink sink = new RememberingSink();
    stage.writeInTransaction(8, true);
    stage.writeInTransaction(8, false);
    stage.writeInTransaction(8, true);
    ConsumerLoop first = stage.read(sink);
    until("committed ones are stored", LONG, () -> sink.count() == 16);
    first.close();
    ConsumerLoop second = stage.read(sink);
    until("the second stands at the end", LONG, () -> second.lag().orElse(-1) == 0);
    assertThat(sink.distinct()).hasSize(16).doesNotContain("aborted");
    assertThat(sink.findings()).isEmpty();
  }

  @Test
  void aTopicCreatedAgainIsAFindingAndIsReadFromItsBeginning() throws Exception {
    RememberingSink sink = new RememberingSink();
    stage.write(8);
    ConsumerLoop first = stage.read(sink);
    until("all are stored", LONG, () -> sink.count() == 8);
    first.close();
    stage.delete();
    recreate();
    stage.write(40);

    stage.read(sink);
    until("the new ones are stored", LONG, () -> sink.count() == 48);
    assertThat(sink.findings())
        .hasSize(4)
        .allSatisfy(f -> assertThat(f.kind()).isEqualTo(Kind.TOPIC_RECREATED));
    assertThat(sink.findings().getFirst().expected().topicId())
        .isNotEqualTo(sink.findings().getFirst().found().topicId());
  }

  @Test
  void aTopicCreatedAgainUnderARunningLoopIsNoticed() throws Exception {
    RememberingSink sink = new RememberingSink();
    stage.write(8);
    stage.read(sink);
    until("all are stored", LONG, () -> sink.count() == 8);
    stage.delete();
    recreate();
    stage.write(40);
    until("all of the new topic are stored", LONG, () -> sink.distinct().size() == 48);
    assertThat(sink.findings())
        .extracting(IntegrityFinding::kind)
        .containsOnly(Kind.TOPIC_RECREATED)
        .hasSize(4);
  }

  @Test
  void recordsDeletedBeforeTheyWereReadAreAFindingAndReadingGoesOn() throws Exception {
    RememberingSink sink = new RememberingSink();
    stage.write(4);
    ConsumerLoop first = stage.read(sink);
    until("all are stored", LONG, () -> sink.count() == 4);
    first.close();
    stage.write(40);
    stage.deleteRecordsBefore(2, 6);

    stage.read(sink);
    until("the rest is stored", LONG, () -> sink.count() == 39);
    assertThat(sink.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.RECORDS_DELETED);
              assertThat(finding.partition()).isEqualTo(stage.partition(2));
              assertThat(finding.expected().nextOffset()).isEqualTo(1);
              assertThat(finding.found().nextOffset()).isEqualTo(6);
            });
  }

  @Test
  void aLogThatEndsBeforeThePositionIsAFindingAndIsReadAgain() throws Exception {
    RememberingSink sink = new RememberingSink();
    stage.write(8);
    ConsumerLoop first = stage.read(sink);
    until("all are stored", LONG, () -> sink.count() == 8);
    first.close();
    Position position = sink.positionOf(stage.partition(1));
    sink.pretend(stage.partition(1), new Position(position.topicId(), 50, position.leaderEpoch()));

    stage.read(sink);
    until("the partition was read again", LONG, () -> sink.count() == 10);
    assertThat(sink.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.LOG_TRUNCATED));
    assertThat(sink.storedOf(stage.partition(1))).isEqualTo(List.of("1", "5", "1", "5"));
  }

  @Test
  void aBrokerThatGoesAndComesBackCostsTimeAndNoRecord() throws Exception {
    try (Broker broker = Broker.start();
        TopicStage own = new TopicStage(broker, 2)) {
      RememberingSink sink = new RememberingSink();
      own.write(10);
      own.read(sink);
      until("the first are stored", LONG, () -> sink.count() == 10);
      broker.stop();
      broker.startAgain();
      own.write(10);
      until("all are stored", Duration.ofSeconds(60), () -> sink.count() == 20);
      for (int partition = 0; partition < 2; partition++) {
        assertThat(sink.storedOf(own.partition(partition))).isEqualTo(own.expectedOf(partition));
      }
      assertThat(sink.findings()).isEmpty();
    }
  }

  private void recreate() throws Exception {
    // Deletion ends after its answer: the name is free a moment later.
    until(
        "the topic is there again",
        LONG,
        () -> {
          try {
            stage.create();
            return true;
          } catch (java.util.concurrent.ExecutionException e) {
            return false;
          }
        });
  }

  private void assertEverythingOnceInOrder(RememberingSink sink) {
    for (int partition = 0; partition < stage.topic.partitions(); partition++) {
      assertThat(sink.storedOf(stage.partition(partition))).isEqualTo(stage.expectedOf(partition));
    }
  }
}

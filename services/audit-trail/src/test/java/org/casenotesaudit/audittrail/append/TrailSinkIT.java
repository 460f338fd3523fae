package org.casenotesaudit.audittrail.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.casenotesaudit.audittrail.ATrail;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.messaging.consume.IntegrityFinding;
import org.casenotesaudit.messaging.consume.Position;
import org.casenotesaudit.messaging.serde.AsWritten;
import org.casenotesaudit.messaging.serde.RegistryUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailSinkIT {

  private static final TopicPartition PARTITION = new TopicPartition(ATrail.TOPIC, 2);
  private static final Uuid FIRST_TOPIC = new Uuid(1, 1);
  private static final Uuid SECOND_TOPIC = new Uuid(2, 2);
  private static final Schema SCHEMA = AccessObserved.getClassSchema();

  @TempDir private Path folder;
  private final List<AppendOutcome> outcomes = new ArrayList<>();
  private ATrail trail;
  private TrailSink sink;

  @BeforeEach
  void aNewTrail() throws SQLException {
    trail = ATrail.in(folder);
    sink = sink();
  }

  @Test
  void positionsFollowTheRecordsAndSurviveARestart() throws SQLException {
    assertThat(sink.positions(Set.of(PARTITION))).isEmpty();

    sink.accept(List.of(consumed(10, "1"), consumed(14, "2")));
    sink.accept(List.of(consumed(15, "3")));

    Map<TopicPartition, Position> stored = sink().positions(Set.of(PARTITION));
    assertThat(stored).isEqualTo(Map.of(PARTITION, new Position(FIRST_TOPIC, 16, null)));
    assertThat(outcomes).extracting(AppendOutcome::appended).containsExactly(2L, 1L);
  }

  @Test
  void recordsReadAgainFromTheBeginningAddNothing() throws SQLException {
    List<ConsumerRecord<byte[], byte[]>> all = List.of(consumed(0, "1"), consumed(1, "bad"));
    sink.accept(all);
    sink.onLoss(
        new IntegrityFinding(
            IntegrityFinding.Kind.LOG_TRUNCATED,
            PARTITION,
            new Position(FIRST_TOPIC, 2, null),
            new Position(FIRST_TOPIC, 0, null)));

    sink.accept(all);

    assertThat(outcomes.getLast()).isEqualTo(new AppendOutcome(0, 2, 0, 0, 0, 3));
  }

  @Test
  void aTopicThatWasMadeAnewIsAnEntryAndReadFromItsBeginning() throws SQLException {
    sink.accept(List.of(consumed(0, "1")));
    IntegrityFinding finding =
        new IntegrityFinding(
            IntegrityFinding.Kind.TOPIC_RECREATED,
            PARTITION,
            new Position(FIRST_TOPIC, 1, null),
            new Position(SECOND_TOPIC, 0, null));

    sink.onLoss(finding);

    assertThat(outcomes.getLast().appended()).isOne();
    assertThat(sink().positions(Set.of(PARTITION)))
        .isEqualTo(Map.of(PARTITION, new Position(SECOND_TOPIC, 0, null)));
  }

  @Test
  void whileTheRegistryDoesNotAnswerNothingIsTakenInAndNothingLost() throws SQLException {
    assertThatThrownBy(() -> sink.accept(List.of(consumed(0, "1"), consumed(1, "no registry"))))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(sink.positions(Set.of(PARTITION))).isEmpty();

    sink.accept(List.of(consumed(0, "1"), consumed(1, "2")));

    assertThat(outcomes).extracting(AppendOutcome::appended).containsExactly(2L);
  }

  private TrailSink sink() throws SQLException {
    TrailSink fresh =
        new TrailSink(
            trail.asRun(),
            new ArrivalReader(TrailSinkIT::decoded, new EntryMapper("demo")),
            trail.writer(),
            InstantSource.system(),
            outcomes::add);
    fresh.topicIds(Map.of(ATrail.TOPIC, FIRST_TOPIC));
    fresh.positions(Set.of(PARTITION));
    return fresh;
  }

  /** Stands in for the decoder: a value is the seed of an event. */
  private static AsWritten decoded(String topic, byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8).strip();
    return switch (text) {
      case "bad" -> new AsWritten.Undecodable(QuarantineCode.UNDECODABLE, "bad");
      case "no registry" -> throw new RegistryUnavailableException("away", new RuntimeException());
      default -> new AsWritten.Decoded(new ARandomEvent(Long.parseLong(text)).of(SCHEMA), SCHEMA);
    };
  }

  private static ConsumerRecord<byte[], byte[]> consumed(long offset, String value) {
    return new ConsumerRecord<>(
        PARTITION.topic(),
        PARTITION.partition(),
        offset,
        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
        ("     " + value).getBytes(StandardCharsets.UTF_8));
  }
}

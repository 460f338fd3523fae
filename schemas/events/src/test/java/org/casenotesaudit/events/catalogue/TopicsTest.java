package org.casenotesaudit.events.catalogue;

import static org.apache.avro.Schema.Type.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.WorkerFileChanged;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void topicsJoinedByTheStreamHaveTheSamePartitionCount() {
    assertThat(List.of(Topics.CASE_NOTES_RECORD, Topics.ACCESS_OBSERVED, Topics.REVIEWS))
        .extracting(Topic::partitions)
        .containsOnly(Topics.CLIENT_PARTITIONS);
  }

  @Test
  void everyNameIsGivenOnceAndEndsInItsVersion() {
    assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(Topics.ALL).allSatisfy(topic -> assertThat(topic.name()).endsWith(".v1"));
  }

  @Test
  void receiptsAreNeverAppendedAndEverythingElseIs() {
    assertThat(Topics.APPENDED).doesNotContain(Topics.RECEIPTS).hasSize(Topics.ALL.size() - 1);
  }

  @Test
  void anEventWithoutAClientIsKeyedByItsActorAndElseByItsSource() {
    assertThat(Topics.ACCESS_OBSERVED.keyFor(envelope("worker", "client"))).isEqualTo("client");
    assertThat(Topics.ACCESS_OBSERVED.keyFor(envelope("worker", null))).isEqualTo("worker");
    assertThat(Topics.ACCESS_OBSERVED.keyFor(envelope(null, null))).isEqualTo("access");
  }

  @Test
  void whatIsSaidOfAWorkerIsKeyedByThatWorkerWhoeverSaidIt() {
    assertThat(Topics.ACCESS_DIRECTORY.keyFor(changed("admin", "worker"))).isEqualTo("worker");
    assertThat(Topics.ACCESS_DIRECTORY.keyFor(changed("another", "worker"))).isEqualTo("worker");
  }

  @Test
  void aReadIsKeyedByWhoReads() {
    assertThat(Topics.TRAIL_READS.keyFor(envelope("auditor", "client"))).isEqualTo("auditor");
    assertThat(Topics.TRAIL_READS.keyFor(envelope(null, "client"))).isEqualTo("access");
  }

  @Test
  void everyEventKeyedByAWorkerNamesOne() {
    assertThat(Topics.ALL)
        .filteredOn(topic -> topic.keyedBy() == Topic.Keying.WORKER)
        .containsExactly(Topics.ACCESS_DIRECTORY)
        .flatExtracting(Topic::eventTypes)
        .allSatisfy(
            type -> assertThat(type.getField("workerId").schema().getType()).isEqualTo(STRING));
  }

  @Test
  void anEnvelopeAloneDoesNotTellOfWhichWorkerAnEventIs() {
    assertThatThrownBy(() -> Topics.ACCESS_DIRECTORY.keyFor(envelope("admin", null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("access.directory.v1");
  }

  @Test
  void anUnlistedTopicIsRefusedByName() {
    assertThatThrownBy(() -> Topics.ofName("notes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"notes\"");
  }

  private static WorkerFileChanged changed(String admin, String worker) {
    return WorkerFileChanged.newBuilder()
        .setEnvelope(envelope(admin, null))
        .setWorkerId(worker)
        .setVersion(1)
        .build();
  }

  private static Envelope envelope(String actor, String client) {
    return Envelope.newBuilder()
        .setEventId("00000000-0000-7000-8000-000000000000")
        .setAgencyId("demo")
        .setSource("access")
        .setSourceSequence(0)
        .setOccurredAt(Instant.EPOCH)
        .setRecordedAt(Instant.EPOCH)
        .setActorId(actor)
        .setClientId(client)
        .build();
  }
}

package org.casenotesaudit.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.messaging.Eventually.until;
import static org.casenotesaudit.messaging.outbox.OutboxStage.LONG;

import java.util.List;
import java.util.stream.LongStream;
import org.casenotesaudit.messaging.provision.Provision;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Registry;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;

/** The broker goes and comes back; events were written meanwhile. */
class BrokerOutageIT {

  @Test
  void whatWasWrittenWhileTheBrokerWasAwayArrivesInOrderOnce() throws Exception {
    try (Broker broker = Broker.start();
        OutboxStage stage = new OutboxStage()) {
      Provision.run(broker.bootstrapServers(), Registry.running().url(), 1);
      OutboxRelay relay = stage.relay(RelayProducers.to(broker.bootstrapServers(), "outage"));
      stage.appendAndCommit(20);
      until("the first are sent", LONG, () -> relay.counters().sent() == 20);

      broker.stop();
      stage.appendAndCommit(20);
      until(
          "the relay tries",
          LONG,
          () -> stage.count("source_sequence IS NOT NULL AND sent_at IS NULL") == 20);
      broker.startAgain();
      until("all are sent", LONG, () -> stage.count("sent_at IS NOT NULL") == 40);

      try (TopicReader reader =
          TopicReader.on(
              broker.bootstrapServers(), Registry.running().url(), OutboxStage.TOPIC, true)) {
        List<TopicReader.Read> published = reader.next(40, LONG);
        assertThat(published)
            .extracting(read -> read.envelope().getSourceSequence())
            .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        for (int partition = 0; partition < OutboxStage.TOPIC.partitions(); partition++) {
          int wanted = partition;
          assertThat(published.stream().filter(read -> read.record().partition() == wanted))
              .extracting(read -> read.envelope().getSourceSequence())
              .isSorted();
        }
      }
    }
  }
}

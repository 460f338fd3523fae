package org.casenotesaudit.confidentiality.topology;

import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;

/**
 * The whole stream: three topics partitioned alike by client, one processor that judges, four
 * topics out. Bytes in, bytes out: the processor decodes, because only it can tell a bad record
 * from a registry that is away.
 */
public final class ConfidentialityTopology {

  public static final String APP = "confidentiality";

  /** What is read; only when all of these have moved on is time over for anything. */
  static final List<Topic> READ =
      List.of(Topics.CASE_NOTES_RECORD, Topics.ACCESS_OBSERVED, Topics.REVIEWS);

  static final String JUDGE = "judge";
  static final String JUDGEMENTS = "judgements";
  static final String ALERTS = "alerts";
  static final String RULE_PACKS = "rule-packs";
  static final String QUARANTINE = "quarantine";

  private ConfidentialityTopology() {}

  public static Topology define(Topology topology, Collaborators collaborators) {
    source(topology, "case-notes-record", Topics.CASE_NOTES_RECORD);
    source(topology, "access-observed", Topics.ACCESS_OBSERVED);
    source(topology, "alerts-reviews", Topics.REVIEWS);
    topology.addProcessor(
        JUDGE,
        () -> new JudgingProcessor(collaborators),
        "case-notes-record",
        "access-observed",
        "alerts-reviews");
    Stores.all().forEach(store -> topology.addStateStore(store, JUDGE));
    sink(topology, JUDGEMENTS, Topics.JUDGEMENTS);
    sink(topology, ALERTS, Topics.ALERTS);
    sink(topology, RULE_PACKS, Topics.RULE_PACKS);
    sink(topology, QUARANTINE, Topics.quarantineOf(APP));
    return topology;
  }

  private static void source(Topology topology, String name, Topic topic) {
    topology.addSource(
        name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
  }

  private static void sink(Topology topology, String name, Topic topic) {
    topology.addSink(
        name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), JUDGE);
  }
}

package org.casenotesaudit.confidentiality.topology;

import org.apache.kafka.streams.processor.TaskId;
import org.casenotesaudit.confidentiality.publishing.Ids;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.RulePackActivated;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.rules.pack.RulePack;

/**
 * Says once, when a pack first judges, that it does. The first partition speaks for all, so that
 * the trail holds it once.
 */
final class PackNotice {

  private final boolean speaks;
  private final Sequence sequence;
  private final Sender sender;
  private final RulePack pack;

  PackNotice(TaskId task, Sequence sequence, Sender sender, RulePack pack) {
    this.speaks = task.partition() == 0;
    this.sequence = sequence;
    this.sender = sender;
    this.pack = pack;
  }

  void giveOnce(Trigger trigger) {
    if (!speaks || !sequence.firstTime("pack-activated-" + pack.digest())) {
      return;
    }
    Envelope envelope =
        sender.envelope(Ids.activation(trigger.agencyId(), pack.digest()), trigger, null);
    sender.send(
        ConfidentialityTopology.RULE_PACKS,
        Topics.RULE_PACKS,
        envelope,
        RulePackActivated.newBuilder()
            .setEnvelope(envelope)
            .setPackName(pack.name())
            .setPackVersion(pack.version())
            .setPackDigest(pack.digest())
            .setActiveFrom(trigger.recordedAt())
            .build());
  }
}

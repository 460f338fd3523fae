package org.casenotesaudit.confidentiality.topology;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.confidentiality.judging.Word;
import org.casenotesaudit.confidentiality.publishing.AlertEvents;
import org.casenotesaudit.confidentiality.publishing.AlertEvents.Revision;
import org.casenotesaudit.confidentiality.publishing.AlertKey;
import org.casenotesaudit.confidentiality.publishing.Ids;
import org.casenotesaudit.confidentiality.publishing.JudgementEvents;
import org.casenotesaudit.confidentiality.publishing.JudgementEvents.Link;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.judgement.Alert;
import org.casenotesaudit.rules.judgement.Judgement;

/** Judges acts, first or again, and says so only when what it has to say is new. */
final class Bench {

  private final ClientFiles files;
  private final KeyValueStore<byte[], byte[]> pending;
  private final Sender sender;
  private final Collaborators collaborators;

  Bench(
      ClientFiles files,
      KeyValueStore<byte[], byte[]> pending,
      Sender sender,
      Collaborators collaborators) {
    this.files = files;
    this.pending = pending;
    this.sender = sender;
    this.collaborators = collaborators;
  }

  void judge(String clientId, Access act, ClientFile file, Trigger trigger) {
    Word word = Word.on(act, file, collaborators.pack());
    Judgement judgement = word.judgement();
    Instant again = judgement.judgeAgainAt();
    if (again != null) {
      pending.put(StoreKeys.due(again, StoreKeys.act(clientId, act)), new byte[0]);
    }
    StoredAct stored = files.stored(clientId, act);
    LastJudgement last = stored.last();
    String digest = word.contentDigest();
    if (last.contentDigest().equals(digest)) {
      return;
    }
    int revision = last.revision() + 1;
    String eventId = Ids.judgement(judgement, revision);
    Link link =
        last.revision() == 0
            ? new Link(revision, null, null)
            : new Link(revision, last.eventId(), trigger.eventId());
    Envelope envelope = sender.envelope(eventId, trigger, clientId);
    byte[] sent =
        sender.send(
            ConfidentialityTopology.JUDGEMENTS,
            Topics.JUDGEMENTS,
            envelope,
            JudgementEvents.event(envelope, judgement, link));
    collaborators.tally().count(revision == 1 ? Kind.JUDGEMENT : Kind.REVISION);
    SortedMap<String, String> alerts =
        tellOfAlerts(clientId, word, last, new Revision(eventId, revision), trigger);
    files.replace(clientId, act, stored.judgedAs(last.next(eventId, digest, alerts, sent)));
  }

  /** Raises what is new or reads otherwise, withdraws what no longer holds. */
  private SortedMap<String, String> tellOfAlerts(
      String clientId, Word word, LastJudgement last, Revision revision, Trigger trigger) {
    Access access = word.judgement().access();
    SortedMap<String, String> open = word.alertDigests();
    for (Map.Entry<String, Alert> alert : word.alerts().entrySet()) {
      String key = alert.getKey();
      if (!Objects.equals(open.get(key), last.openAlerts().get(key))) {
        String alertId = Ids.alert(access, AlertKey.parse(key));
        Envelope envelope =
            sender.envelope(Ids.raising(alertId, revision.judgementEventId()), trigger, clientId);
        sender.send(
            ConfidentialityTopology.ALERTS,
            Topics.ALERTS,
            envelope,
            AlertEvents.raised(envelope, access, alert.getValue(), revision));
        collaborators.tally().count(Kind.ALERT_RAISED);
      }
    }
    for (String text : last.openAlerts().keySet()) {
      if (!open.containsKey(text)) {
        AlertKey key = AlertKey.parse(text);
        String alertId = Ids.alert(access, key);
        Envelope envelope =
            sender.envelope(
                Ids.withdrawing(alertId, revision.judgementEventId()), trigger, clientId);
        sender.send(
            ConfidentialityTopology.ALERTS,
            Topics.ALERTS,
            envelope,
            AlertEvents.withdrawn(envelope, access, key, revision));
        collaborators.tally().count(Kind.ALERT_WITHDRAWN);
      }
    }
    return open;
  }
}

package org.casenotesaudit.confidentiality.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.confidentiality.reading.EventReader;
import org.casenotesaudit.confidentiality.reading.Reading;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AlertWithdrawn;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.Past;
import org.casenotesaudit.rules.pack.RulePack;

/**
 * A client's events, parted: what is known and was done, which judging starts from, and what was
 * last said about it, which judging must arrive at.
 *
 * @param judgements the last one of each act, by the id of the event that told of the act: an
 *     access that was opened and then withheld is two acts
 * @param alerts raised and not withdrawn, by alert id, as last raised
 * @param newest the latest moment at which any of it was recorded
 */
record SaidAndDone(
    List<Fact> facts,
    List<Access> acts,
    Map<String, JudgementMade> judgements,
    Map<String, AlertRaised> alerts,
    Instant newest) {

  static SaidAndDone of(List<RebuiltEvent> events) {
    List<Fact> facts = new ArrayList<>();
    List<Access> acts = new ArrayList<>();
    Map<String, JudgementMade> judgements = new TreeMap<>();
    Map<String, AlertRaised> alerts = new TreeMap<>();
    Instant newest = Instant.EPOCH;
    for (RebuiltEvent each : events) {
      SpecificRecord event = each.event();
      switch (event) {
        case JudgementMade made -> judgements.put(made.getAccessEventId(), made);
        case AlertRaised raised -> alerts.put(raised.getAlertId(), raised);
        case AlertWithdrawn withdrawn -> alerts.remove(withdrawn.getAlertId());
        default -> {
          Reading reading = EventReader.read(event, each.envelope());
          reading.asFact().ifPresent(facts::add);
          reading.asAct().ifPresent(acts::add);
        }
      }
      Instant recorded = each.envelope().getRecordedAt();
      newest = recorded.isAfter(newest) ? recorded : newest;
    }
    return new SaidAndDone(facts, acts, judgements, alerts, newest);
  }

  /** The whole file, as of a moment. */
  ClientFile file(Instant observedUntil, RulePack pack) {
    Past past = Past.within(pack.parameters().patience().horizon());
    return ClientFile.of(facts, acts, observedUntil, past);
  }
}

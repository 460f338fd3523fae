package org.casenotesaudit.confidentiality.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.confidentiality.judging.Word;
import org.casenotesaudit.confidentiality.publishing.AlertEvents;
import org.casenotesaudit.confidentiality.publishing.AlertKey;
import org.casenotesaudit.confidentiality.publishing.Ids;
import org.casenotesaudit.confidentiality.publishing.JudgementEvents;
import org.casenotesaudit.confidentiality.replay.Difference.AlertMissing;
import org.casenotesaudit.confidentiality.replay.Difference.AlertSaysOtherwise;
import org.casenotesaudit.confidentiality.replay.Difference.AlertUncalledFor;
import org.casenotesaudit.confidentiality.replay.Difference.JudgedNothing;
import org.casenotesaudit.confidentiality.replay.Difference.JudgedOtherwise;
import org.casenotesaudit.confidentiality.replay.Difference.NotJudged;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.judgement.Alert;
import org.casenotesaudit.rules.pack.RulePack;

/**
 * All acts of a client judged again with the complete file, and compared with what was last said.
 *
 * <p>Compared is all that a judgement or an alert says: both answers with verdict, explanations,
 * concerns and missing facts, the digests of facts and pack, worker and times. Not compared is how
 * it came to be said, which depends on the order in which topics were read: how many revisions
 * there were, what each was triggered by, and the ids that follow from that.
 *
 * @param asOf the moment up to which time is taken to have been observed
 */
record Recomputed(Instant asOf, int accesses, int alerts, List<Difference> differences) {

  /**
   * Judges and compares.
   *
   * <p>What was still waiting for a fact when the client's newest event was recorded may have been
   * judged again when its patience ended: heartbeats, which say how far time has come, belong to no
   * client. So each such moment before the export is tried too. That all agrees at one of them is
   * enough; if it agrees at none, the differences at the best are given.
   */
  static Recomputed of(HistoryFile history, RulePack pack) {
    SaidAndDone found = SaidAndDone.of(history.events());
    Recomputed best = at(found.newest(), found, pack);
    if (best.differences().isEmpty()) {
      return best;
    }
    for (Instant moment : endsOfPatience(history, found, pack)) {
      Recomputed later = at(moment, found, pack);
      best = later.differences().size() < best.differences().size() ? later : best;
    }
    return best;
  }

  private static Set<Instant> endsOfPatience(
      HistoryFile history, SaidAndDone found, RulePack pack) {
    ClientFile file = found.file(found.newest(), pack);
    Set<Instant> ends = new TreeSet<>();
    for (Access act : file.acts()) {
      Instant again = Word.on(act, file, pack).judgement().judgeAgainAt();
      if (again != null && !again.isAfter(history.exportedAt())) {
        ends.add(again);
      }
    }
    return ends;
  }

  private static Recomputed at(Instant asOf, SaidAndDone found, RulePack pack) {
    ClientFile file = found.file(asOf, pack);
    List<Difference> differences = new ArrayList<>();
    Set<String> judgedActs = new TreeSet<>();
    Set<String> calledFor = new TreeSet<>();
    for (Access act : file.acts()) {
      Word word = Word.on(act, file, pack);
      judgedActs.add(act.eventId().value());
      judgement(word, found, differences);
      for (Alert alert : word.alerts().values()) {
        Access judged = word.judgement().access();
        calledFor.add(Ids.alert(judged, AlertKey.of(judged, alert.finding().concernId())));
        alert(judged, alert, found, differences);
      }
    }
    found
        .judgements()
        .forEach(
            (actEventId, made) -> {
              if (!judgedActs.contains(actEventId)) {
                differences.add(new JudgedNothing(made.getAccessId()));
              }
            });
    found
        .alerts()
        .forEach(
            (alertId, raised) -> {
              if (!calledFor.contains(alertId)) {
                differences.add(new AlertUncalledFor(raised.getAccessId(), raised.getConcernId()));
              }
            });
    return new Recomputed(asOf, judgedActs.size(), calledFor.size(), List.copyOf(differences));
  }

  private static void judgement(Word word, SaidAndDone found, List<Difference> differences) {
    Access act = word.judgement().access();
    JudgementMade made = found.judgements().get(act.eventId().value());
    if (made == null) {
      differences.add(
          new NotJudged(
              act.accessId().value(), word.judgement().asKnown().verdict().name() + " as known"));
      return;
    }
    JudgementMade expected =
        JudgementEvents.event(
            made.getEnvelope(),
            word.judgement(),
            new JudgementEvents.Link(
                made.getRevision(), made.getSupersedesEventId(), made.getTriggeredByEventId()));
    unequalFields(made, expected)
        .map(
            field ->
                new JudgedOtherwise(
                    act.accessId().value(),
                    made.getRevision(),
                    field.name(),
                    said(made, field),
                    said(expected, field)))
        .forEach(differences::add);
  }

  private static void alert(
      Access act, Alert alert, SaidAndDone found, List<Difference> differences) {
    String concernId = alert.finding().concernId();
    AlertRaised raised = found.alerts().get(Ids.alert(act, AlertKey.of(act, concernId)));
    if (raised == null) {
      differences.add(new AlertMissing(act.accessId().value(), concernId));
      return;
    }
    AlertRaised expected =
        AlertEvents.raised(
            raised.getEnvelope(),
            act,
            alert,
            new AlertEvents.Revision(raised.getJudgementEventId(), raised.getRevision()));
    unequalFields(raised, expected)
        .map(
            field ->
                new AlertSaysOtherwise(
                    act.accessId().value(),
                    concernId,
                    field.name(),
                    said(raised, field),
                    said(expected, field)))
        .forEach(differences::add);
  }

  private static Stream<Schema.Field> unequalFields(SpecificRecord found, SpecificRecord expected) {
    return found.getSchema().getFields().stream()
        .filter(field -> !said(found, field).equals(said(expected, field)));
  }

  /** As text, of which two are equal exactly if the values are: ids, codes, numbers and times. */
  private static String said(SpecificRecord record, Schema.Field field) {
    return String.valueOf(record.get(field.pos()));
  }
}

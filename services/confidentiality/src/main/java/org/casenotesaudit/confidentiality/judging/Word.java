package org.casenotesaudit.confidentiality.judging;

import java.util.SortedMap;
import java.util.TreeMap;
import org.casenotesaudit.confidentiality.publishing.AlertEvents;
import org.casenotesaudit.confidentiality.publishing.AlertKey;
import org.casenotesaudit.confidentiality.publishing.JudgementEvents;
import org.casenotesaudit.rules.Judge;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.judgement.Alert;
import org.casenotesaudit.rules.judgement.Judgement;
import org.casenotesaudit.rules.pack.RulePack;

/**
 * What is to be said about one act, by all that its client's file holds: a judgement and the alerts
 * that it asks for. The stream says it when it says something new; the replay compares it with what
 * was said. Both ask here, so that they cannot drift apart.
 *
 * @param alerts by {@link AlertKey#text}: all that are open after this word, no others
 */
public record Word(Judgement judgement, SortedMap<String, Alert> alerts) {

  /** A pure function: the file knows how far time has come. */
  public static Word on(Access act, ClientFile file, RulePack pack) {
    Judgement judgement = Judge.judge(act, file, pack);
    SortedMap<String, Alert> alerts = new TreeMap<>();
    for (Alert alert : Alert.from(judgement)) {
      alerts.put(AlertKey.of(judgement.access(), alert.finding().concernId()).text(), alert);
    }
    return new Word(judgement, alerts);
  }

  /** Two words with the same digest tell a reader the same. */
  public String contentDigest() {
    return JudgementEvents.contentDigest(judgement);
  }

  /** Key of the alert to digest of what it says. */
  public SortedMap<String, String> alertDigests() {
    SortedMap<String, String> digests = new TreeMap<>();
    alerts.forEach(
        (key, alert) -> digests.put(key, AlertEvents.contentDigest(judgement.access(), alert)));
    return digests;
  }
}

package org.casenotesaudit.rules.judgement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.casenotesaudit.rules.facts.EventId;

/** Lists of event ids in one order, each once, so that equal judgements are equal lists. */
final class Facts {

  private Facts() {}

  static List<EventId> sorted(Collection<EventId> ids) {
    return ids.stream().distinct().sorted(Comparator.comparing(EventId::value)).toList();
  }
}

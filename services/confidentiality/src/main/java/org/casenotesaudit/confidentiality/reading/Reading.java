package org.casenotesaudit.confidentiality.reading;

import java.util.Optional;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What an event means to the rules: a fact, an act, both (an upload is both), or neither.
 *
 * @param fact null if it states none
 * @param act null if nobody did anything that is judged
 */
public record Reading(@Nullable Fact fact, @Nullable Access act) {

  static final Reading NOTHING = new Reading(null, null);

  static Reading of(Fact fact) {
    return new Reading(fact, null);
  }

  static Reading of(Access act) {
    return new Reading(null, act);
  }

  public Optional<Fact> asFact() {
    return Optional.ofNullable(fact);
  }

  public Optional<Access> asAct() {
    return Optional.ofNullable(act);
  }

  public boolean isEmpty() {
    return fact == null && act == null;
  }
}

package org.casenotesaudit.rules.rule;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.casenotesaudit.rules.facts.Access;

/**
 * Something that speaks against an access, and the explanations that answer it.
 *
 * @param answeredBy an explanation answers only the concerns that name it: an allocation answers
 *     "no relationship", not "media without authority"
 */
public record ConcernRule(
    String id, Basis basis, Function<Question, Outcome<Grade>> test, List<Answering> answeredBy) {

  public ConcernRule {
    answeredBy = List.copyOf(answeredBy);
  }

  /**
   * That an explanation answers a concern.
   *
   * @param when for which accesses, for instance only for the purpose that it covers
   */
  public record Answering(String explanationId, Predicate<Access> when) {}

  /** These answer it whatever the purpose. */
  public static List<Answering> byAnyOf(String... explanationIds) {
    return List.of(explanationIds).stream().map(id -> new Answering(id, access -> true)).toList();
  }
}

package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Fact.LegalRequestAssigned;
import org.casenotesaudit.rules.facts.Fact.LegalRequestClosed;
import org.casenotesaudit.rules.facts.LegalRequestKind;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.judgement.Strength;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;
import org.casenotesaudit.rules.rule.Support;
import org.casenotesaudit.rules.rule.Support.Candidate;

/** Somebody else assigned the worker, or their team, a legal request that names this client. */
public final class LegalRequest {

  public static final ExplanationRule RULE =
      new ExplanationRule(
          "legal-request",
          new Basis(
              "GDPR Art. 15 and 6(1)(c); NASW Code 1.07(c), (j): disclosure that the law asks for,"
                  + " by the person charged with it, for that purpose.",
              RuleClass.ACCESS,
              Set.of(EVENT),
              List.of("grace.late-fact-days")),
          LegalRequest::test);

  private LegalRequest() {}

  private static Outcome<Support> test(Question question) {
    return Support.best(
        question
            .facts(LegalRequestAssigned.class)
            .filter(request -> purposesOf(request.kind()).contains(question.access().purpose()))
            .filter(request -> question.names(request.to(), question.worker().teams()))
            .flatMap(
                request -> {
                  List<LegalRequestClosed> closings =
                      question
                          .facts(LegalRequestClosed.class)
                          .filter(closed -> closed.requestId().equals(request.requestId()))
                          .filter(closed -> !closed.closedAt().isAfter(question.at()))
                          .toList();
                  Instant closedAt =
                      closings.stream()
                          .map(LegalRequestClosed::closedAt)
                          .min(Instant::compareTo)
                          .orElse(null);
                  if (!request.period().endingAt(closedAt).contains(question.at())) {
                    return Stream.<Candidate>empty();
                  }
                  List<EventId> events =
                      Stream.concat(
                              Stream.of(request.origin().eventId()),
                              Outcome.eventsOf(closings).stream())
                          .toList();
                  return Support.by(request.origin(), Strength.ROLE, question)
                      .map(support -> new Candidate(support, events))
                      .stream();
                }),
        "no-legal-request-for-this-purpose");
  }

  /** The purposes that a request of this kind explains; no other use rests on it. */
  private static Set<Purpose> purposesOf(LegalRequestKind kind) {
    return switch (kind) {
      case SUBJECT_ACCESS -> EnumSet.of(Purpose.SUBJECT_ACCESS, Purpose.LEGAL_REQUEST);
      case COURT_ORDER -> EnumSet.of(Purpose.COURT_PROCEEDINGS, Purpose.LEGAL_REQUEST);
      case SAFEGUARDING_ENQUIRY -> EnumSet.of(Purpose.SAFEGUARDING, Purpose.LEGAL_REQUEST);
      case COMPLAINT -> EnumSet.of(Purpose.COMPLAINT, Purpose.LEGAL_REQUEST);
      case UNKNOWN -> EnumSet.of(Purpose.LEGAL_REQUEST);
    };
  }
}

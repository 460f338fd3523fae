package org.casenotesaudit.rules;

import java.util.List;
import org.casenotesaudit.rules.concerns.AfterEnding;
import org.casenotesaudit.rules.concerns.BreakGlassReview;
import org.casenotesaudit.rules.concerns.ConflictOfInterest;
import org.casenotesaudit.rules.concerns.MediaCapturedWithoutAuthority;
import org.casenotesaudit.rules.concerns.MediaUsedOutsideAuthority;
import org.casenotesaudit.rules.concerns.NoRelationship;
import org.casenotesaudit.rules.concerns.RefusedAttempts;
import org.casenotesaudit.rules.concerns.RestrictedClient;
import org.casenotesaudit.rules.explanations.AllocatedTeam;
import org.casenotesaudit.rules.explanations.AllocatedWorker;
import org.casenotesaudit.rules.explanations.AuditDuty;
import org.casenotesaudit.rules.explanations.Author;
import org.casenotesaudit.rules.explanations.BreakGlass;
import org.casenotesaudit.rules.explanations.FollowUp;
import org.casenotesaudit.rules.explanations.LegalRequest;
import org.casenotesaudit.rules.explanations.SupervisorOf;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.ExplanationRule;

/** The rules in force, in the order in which a person would ask. A rule not listed never judges. */
public final class RulesInForce {

  public static final List<ExplanationRule> EXPLANATIONS =
      List.of(
          AllocatedWorker.RULE,
          AllocatedTeam.RULE,
          SupervisorOf.RULE,
          FollowUp.CLOSED_CASE,
          FollowUp.TRANSFER_OVERLAP,
          LegalRequest.RULE,
          Author.RULE,
          AuditDuty.RULE,
          BreakGlass.RULE);

  public static final List<ConcernRule> CONCERNS =
      List.of(
          NoRelationship.rule(),
          AfterEnding.rule(),
          RestrictedClient.rule(),
          ConflictOfInterest.rule(),
          RefusedAttempts.rule(),
          MediaCapturedWithoutAuthority.rule(),
          MediaUsedOutsideAuthority.rule(),
          BreakGlassReview.rule());

  private RulesInForce() {}
}

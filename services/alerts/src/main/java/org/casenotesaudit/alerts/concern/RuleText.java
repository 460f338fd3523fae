package org.casenotesaudit.alerts.concern;

import java.util.Map;

/**
 * What a rule says to a person: a title, what it means that it holds, and the principle or policy
 * it rests on. Words chosen with care: they describe an access, never a person.
 */
public record RuleText(String title, String meaning, String basis) {

  private static final Map<String, RuleText> BY_RULE =
      Map.ofEntries(
          Map.entry(
              "no-relationship",
              new RuleText(
                  "No working relationship on record",
                  "Nothing on record explained why this worker opened this client's record.",
                  "Confidentiality; minimum necessary; NASW Code of Ethics 1.07.")),
          Map.entry(
              "after-ending",
              new RuleText(
                  "Opened after the work had ended",
                  "The record was opened after the case or the allocation had ended, beyond the"
                      + " follow-up time.",
                  "Time-limited relationship; NASW Code of Ethics 1.16.")),
          Map.entry(
              "role-scope",
              new RuleText(
                  "Outside the scope of the role",
                  "The action needs a role or qualification that was not on record at that moment.",
                  "Scope of practice; NASW Code of Ethics 4.01.")),
          Map.entry(
              "refused-attempts",
              new RuleText(
                  "Repeated refusals",
                  "Access was refused several times within a short time.",
                  "HL7 EHR-S FM TI.2.1.2.7, denied access.")),
          Map.entry(
              "restricted-client",
              new RuleText(
                  "Restricted record",
                  "The record is restricted to named people, and this worker is not among them.",
                  "Self-determination; sealed records.")),
          Map.entry(
              "client-objection",
              new RuleText(
                  "Against an upheld objection",
                  "The client objected to access by this worker or team, and the objection was"
                      + " upheld.",
                  "Self-determination; NASW Code of Ethics 1.02.")),
          // "Restricted" on purpose: how somebody stands to a client is not for a queue.
          Map.entry(
              "conflict-of-interest",
              new RuleText(
                  "Restricted for this worker",
                  "A conflict of interest is on record. Its kind is not shown here.",
                  "Dual relationships; NASW Code of Ethics 1.06.")),
          Map.entry(
              "protected-location",
              new RuleText(
                  "Protected location",
                  "The record is protected for the client's safety and this worker is not named.",
                  "Safety of the client.")),
          Map.entry(
              "high-profile",
              new RuleText(
                  "High-profile record",
                  "Every access to this record is reviewed.",
                  "Confidentiality.")),
          Map.entry(
              "leaver-or-dormant",
              new RuleText(
                  "Account of somebody who left, or dormant",
                  "The account was used although it should have been at rest.",
                  "HIPAA 164.308.")),
          Map.entry(
              "back-dated-fact",
              new RuleText(
                  "Fact recorded after the access",
                  "A fact that would explain the access was recorded after it, with earlier"
                      + " effect.",
                  "Integrity of the record.")),
          Map.entry(
              "break-glass-review",
              new RuleText(
                  "Break-glass, for review",
                  "The usual path was overridden with a stated reason. Every such access is"
                      + " reviewed; that alone is no conduct concern.",
                  "HL7 EHR-S FM TI.2.1.2.8.")),
          Map.entry(
              "break-glass-overuse",
              new RuleText(
                  "Break-glass far more often than on the same duty",
                  "The usual path was overridden more often than by others on the same duty.",
                  "HL7 EHR-S FM TI.2.1.2.8.")),
          Map.entry(
              "media-captured-without-authority",
              new RuleText(
                  "Recorded without an authority on record",
                  "A photo, video or audio was taken, and no authority on record covers that.",
                  "Informed consent; NASW Code of Ethics 1.03(h).")),
          Map.entry(
              "media-used-outside-authority",
              new RuleText(
                  "Used outside every authority in force",
                  "A photo, video or audio was used for a purpose, by an audience or at a time that"
                      + " no authority in force covers.",
                  "Informed consent; NASW Code of Ethics 1.03(a).")));

  /** The text of a rule; a plain one made from its id when the rule is newer than this list. */
  public static RuleText of(String ruleId) {
    RuleText known = BY_RULE.get(ruleId);
    return known != null
        ? known
        : new RuleText(
            Words.sentenceCase(ruleId),
            "The rule " + ruleId + " of the rule pack holds for this access.",
            "See the rule pack that judged it.");
  }
}

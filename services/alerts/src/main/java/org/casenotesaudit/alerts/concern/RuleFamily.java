package org.casenotesaudit.alerts.concern;

import java.util.Map;

/**
 * Rules that a reviewer looks at together: two alerts of one family about the same worker, client
 * and day are one piece of work.
 */
public enum RuleFamily {
  /** Whether there was a working relationship at all. */
  RELATIONSHIP("Working relationship"),
  /** Records that only named people may open. */
  RESTRICTED_RECORD("Restricted record"),
  /** Photo, video and audio, and what was agreed about them. */
  MEDIA("Media and consent"),
  /** The worker stands close to the client. */
  CONFLICT("Conflict of interest"),
  /** The usual path was overridden. */
  BREAK_GLASS("Break-glass"),
  /** Facts, sources or rules that were changed or fell silent. */
  INTEGRITY("Integrity of the record"),
  /** How much, how often, when. */
  PATTERN("Pattern of use"),
  /** A rule that this version does not know by name. */
  OTHER("Other");

  private static final Map<String, RuleFamily> BY_RULE =
      Map.ofEntries(
          Map.entry("no-relationship", RELATIONSHIP),
          Map.entry("after-ending", RELATIONSHIP),
          Map.entry("role-scope", RELATIONSHIP),
          Map.entry("restricted-client", RESTRICTED_RECORD),
          Map.entry("refused-attempts", RESTRICTED_RECORD),
          Map.entry("client-objection", RESTRICTED_RECORD),
          Map.entry("protected-location", RESTRICTED_RECORD),
          Map.entry("high-profile", RESTRICTED_RECORD),
          Map.entry("media-captured-without-authority", MEDIA),
          Map.entry("media-used-outside-authority", MEDIA),
          Map.entry("authority-ending", MEDIA),
          Map.entry("session-recorded-or-observed", MEDIA),
          Map.entry("conflict-of-interest", CONFLICT),
          Map.entry("dual-relationship-open", CONFLICT),
          Map.entry("social-media-contact", CONFLICT),
          Map.entry("gift-undeclared", CONFLICT),
          Map.entry("break-glass", BREAK_GLASS),
          Map.entry("break-glass-review", BREAK_GLASS),
          Map.entry("break-glass-overuse", BREAK_GLASS),
          Map.entry("back-dated-fact", INTEGRITY),
          Map.entry("audit-silence", INTEGRITY),
          Map.entry("rule-disabled", INTEGRITY),
          Map.entry("bulk-or-export", PATTERN),
          Map.entry("name-search", PATTERN),
          Map.entry("volume", PATTERN),
          Map.entry("serial", PATTERN),
          Map.entry("out-of-hours", PATTERN),
          Map.entry("leaver-or-dormant", PATTERN),
          Map.entry("shared-login", PATTERN));

  private final String heading;

  RuleFamily(String heading) {
    this.heading = heading;
  }

  /** What a person reads. */
  public String heading() {
    return heading;
  }

  /** The family of a rule; OTHER when the rule is newer than this list. */
  public static RuleFamily of(String ruleId) {
    return BY_RULE.getOrDefault(ruleId, OTHER);
  }
}

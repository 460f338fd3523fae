package org.casenotesaudit.alerts.concern;

import java.util.Map;

/** Reason codes of the rules as sentences. A code that is newer than this list is spelled out. */
final class ReasonWords {

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("case-closed-days", "The case had been closed for %s days."),
          Map.entry("allocation-ended-days", "The allocation had ended %s days before."),
          Map.entry("grace-days", "Follow-up time allowed by the rule pack: %s days."),
          Map.entry("glass-broken", "The usual path was overridden, with a stated reason."),
          Map.entry("restricted-client", "The record is restricted to named people."),
          Map.entry("not-named-in-restriction", "The worker is not named in the restriction."),
          Map.entry("review-within-hours", "To be reviewed within %s hours."),
          Map.entry("conflict-strength", "A conflict of interest is on record, strength: %s."),
          Map.entry("no-authority-within-hours", "No authority was recorded within %s hours."),
          Map.entry("withdrawn-before", "An authority had been withdrawn before."),
          Map.entry("refused-before", "Consent had been refused before."),
          Map.entry("unidentified-subjects", "People in it who are not identified: %s."),
          Map.entry("authority-withdrawn", "The authority it rested on had been withdrawn."),
          Map.entry("authority-refused", "Consent had been refused."),
          Map.entry("no-authority-covers-this-use", "No authority in force covers this use."),
          Map.entry("still-missing", "A fact has still not arrived: %s."),
          Map.entry("refused", "The access was refused."),
          Map.entry("search-hit-only", "The client appeared in a search; nothing was opened."),
          Map.entry("media", "What was used: %s."),
          Map.entry("copy-taken", "A copy was taken: %s."),
          Map.entry("unexplained-accesses", "Accesses without a reason on record: %s."),
          Map.entry("first-unexplained", "It is the first access without a reason on record."),
          Map.entry("within-days", "Counted within %s days."),
          Map.entry("within-minutes", "Counted within %s minutes."),
          Map.entry("refusals-by-worker", "Refusals of this worker: %s."),
          Map.entry("refusals-on-client", "Refusals on this client's record: %s."),
          Map.entry("workers", "Workers refused: %s."));

  private ReasonWords() {}

  /** {@code case-closed-days=214} as "The case had been closed for 214 days." */
  static String sentence(String code) {
    String[] parts = code.split("=", 2);
    String sentence = SENTENCES.get(parts[0]);
    String value = parts.length == 1 ? null : plain(parts[1]);
    if (sentence == null || sentence.contains("%s") != (value != null)) {
      return Words.sentenceCase(parts[0]) + (value == null ? "." : ": " + value + ".");
    }
    if (value == null) {
      return sentence;
    }
    String told = sentence.formatted(value);
    return value.equals("1")
        ? told.replace("1 days", "1 day")
            .replace("1 hours", "1 hour")
            .replace("1 minutes", "1 minute")
        : told;
  }

  /** {@code media-authority} and {@code STRONG} as words; numbers as they are. */
  private static String plain(String value) {
    return value.matches("[A-Za-z][A-Za-z_-]*")
        ? value.toLowerCase(java.util.Locale.ROOT).replace('_', ' ').replace('-', ' ')
        : value;
  }
}

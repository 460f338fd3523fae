package org.casenotesaudit.alerts.concern;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;

/** Codes as a person reads them. Times are UTC and say so. */
public final class Words {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm:ss 'UTC'", Locale.UK)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);

  private static final Map<String, String> EXPLANATIONS =
      Map.ofEntries(
          Map.entry("allocated-worker", "the worker was allocated to the client"),
          Map.entry("allocated-team", "the worker's team was allocated to the client"),
          Map.entry("supervisor-of", "the worker supervises somebody allocated to the client"),
          Map.entry("closed-case-follow-up", "the case had closed and follow-up time was running"),
          Map.entry(
              "legal-request", "a legal request names the client and was assigned to the worker"),
          Map.entry(
              "break-glass", "the worker broke glass with a stated reason that was still valid"),
          Map.entry("absence-cover", "the worker covered an absence"),
          Map.entry("duty-or-on-call", "the worker was on duty or on call"),
          Map.entry("emergency-duty", "the worker was on emergency duty"),
          Map.entry("audit-duty", "an audit duty concerning this client"),
          Map.entry("self-declared", "the worker declared the access before the alert"));

  private Words() {}

  /** For instance "21 November 2026 at 09:14:03 UTC". */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /** For instance "21 Nov 2026, 09:14". */
  public static String shortTime(Instant at) {
    return DAY.format(at);
  }

  /** For instance "21 Nov 2026, 09:14:03", where a list may hold two things of one minute. */
  public static String shortTimeToTheSecond(Instant at) {
    return SECOND.format(at);
  }

  /** "after-ending" and "POLICY_BREACH" as "After ending" and "Policy breach". */
  public static String sentenceCase(String code) {
    String words = code.replace('-', ' ').replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  public static String did(Action action) {
    return switch (action) {
      case VIEW -> "opened";
      case SEARCH -> "found in a search";
      case PRINT -> "printed";
      case EXPORT -> "exported";
      case DOWNLOAD -> "downloaded";
      case SHARE -> "shared";
      case CREATE -> "created";
      case AMEND -> "changed";
      case DELETE -> "deleted";
      case UNKNOWN -> "touched";
    };
  }

  public static String what(RecordKind kind) {
    return switch (kind) {
      case CASE_NOTE -> "a case note";
      case PHOTO -> "a photo";
      case VIDEO -> "a video";
      case AUDIO -> "an audio recording";
      case CASE_FILE -> "a case file";
      case CLIENT_IDENTITY -> "the identity record";
      case PROTECTED_LOCATION -> "a protected location";
      case CONCERN -> "a concern";
      case AUDIT_TRAIL -> "the audit trail";
      case BREAK_GLASS_REASON -> "why glass was broken";
      case OTHER, UNKNOWN -> "a record";
    };
  }

  /** A stated purpose, within a sentence. */
  public static String purpose(Purpose purpose) {
    return purpose.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Why glass was broken, as chosen from the list. */
  public static String breakGlassReason(String code) {
    return switch (code) {
      case "RISK_TO_LIFE" -> "Risk to life";
      case "SAFEGUARDING_EMERGENCY" -> "Safeguarding emergency";
      case "OUT_OF_HOURS_DUTY" -> "Out-of-hours duty";
      case "COURT_DEADLINE" -> "Court deadline";
      default -> "Another reason";
    };
  }

  public static String verdict(Verdict verdict) {
    return switch (verdict) {
      case EXPLAINED -> "reason on record";
      case FLAGGED -> "flagged";
      case UNEXPLAINED -> "no reason on record";
      case UNDETERMINED -> "undetermined, a fact was missing";
      case UNKNOWN -> "a verdict this version does not know";
    };
  }

  public static String severity(Severity severity) {
    return sentenceCase(severity.name());
  }

  /** The last two say something about the rules or the data, not about a person. */
  public static String resolution(Resolution resolution) {
    return switch (resolution) {
      case REASON_CONFIRMED -> "Reason confirmed";
      case POLICY_BREACH -> "Policy breach";
      case TRAINING_NEED -> "Training need";
      case FALSE_POSITIVE -> "False positive";
      case DUPLICATE -> "Duplicate";
      case DATA_ERROR -> "Data error, mend the record";
      case UNKNOWN -> "Unknown";
    };
  }

  /** {@code allocated-worker/OWN} as a clause about something of this kind. */
  public static String explanation(String withStrength, RecordKind kind) {
    String[] parts = withStrength.split("/", 2);
    String clause =
        parts[0].equals("author")
            ? authored(kind)
            : EXPLANATIONS.getOrDefault(parts[0], sentenceCase(parts[0]).toLowerCase(Locale.ROOT));
    return parts.length > 1 && parts[1].equals("WEAK")
        ? clause + " (weak: recorded by the worker, not yet confirmed by anybody else)"
        : clause;
  }

  private static String authored(RecordKind kind) {
    return switch (kind) {
      case CASE_NOTE -> "the worker wrote the note";
      case PHOTO, VIDEO, AUDIO -> "the worker recorded it";
      case CASE_FILE,
          CLIENT_IDENTITY,
          PROTECTED_LOCATION,
          CONCERN,
          AUDIT_TRAIL,
          BREAK_GLASS_REASON,
          OTHER,
          UNKNOWN ->
          "the worker wrote or recorded it";
    };
  }

  /** {@code case-closed-days=214} as a sentence. */
  public static String reason(String code) {
    return ReasonWords.sentence(code);
  }
}

package org.casenotesaudit.alerts.console;

import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A page that says one thing, and where to go from there.
 *
 * @param code the problem's code, for whoever is asked for help; empty when there is none
 */
public record Message(
    Frame frame, String heading, List<String> sentences, String code, WayOn wayOn) {

  /** A problem in one field, as {@code limit: "0" (expected: 1 to 200)}. */
  private static final Pattern FIELD =
      Pattern.compile("(?<field>\\w+): \"(?<found>.*)\" \\(expected: (?<expected>.*)\\)");

  /** Where the page leads. */
  public enum WayOn {
    CONCERNS,
    SIGN_IN,
    /** For whom no page of the console is: the concerns would only say so again. */
    SIGN_OUT
  }

  /**
   * @param who is signed in, null when nobody is
   */
  static Message of(Problem problem, @Nullable Authentication who) {
    String heading = heading(problem);
    return new Message(
        who == null ? Frame.forNobody(heading) : Frame.forPerson(heading, who),
        heading,
        sentences(problem),
        problem.code(),
        wayOn(problem, who));
  }

  private static String heading(Problem problem) {
    return switch (problem.status()) {
      case 400 ->
          switch (problem.code()) {
            case "sign-in-failed", "sign-in-cancelled" -> "You are not signed in";
            case "invalid-field" -> "This was not understood";
            default -> "This did not work";
          };
      case 403 -> "You cannot do this";
      case 404 -> "There is no such page for you";
      case 409 -> "This cannot be done now";
      case 503 -> "The service cannot answer right now";
      default -> problem.status() >= 500 ? "Something went wrong" : "This did not work";
    };
  }

  private static List<String> sentences(Problem problem) {
    return switch (problem.status()) {
      case 403 ->
          problem.code().equals("role-missing")
              ? List.of(
                  "The console is for compliance officers and privacy leads. Your sign-in does"
                      + " not carry either role.",
                  "That you asked has been recorded.")
              : List.of(problem.detail());
      case 404 ->
          List.of("It does not exist, or it is not open to you. Both look the same on purpose.");
      case 503 ->
          List.of(
              "What cannot be recorded is not shown and not done. Nothing was changed.",
              problem.detail());
      default -> List.of(inWords(problem.detail()));
    };
  }

  private static String inWords(String detail) {
    Matcher field = FIELD.matcher(detail);
    return field.matches()
        ? "What was asked for as %s is “%s”. It has to be: %s."
            .formatted(field.group("field"), field.group("found"), field.group("expected"))
        : detail;
  }

  private static WayOn wayOn(Problem problem, @Nullable Authentication who) {
    if (problem.code().startsWith("sign-in-")) {
      return WayOn.SIGN_IN;
    }
    return who != null && !Frame.reviews(who) ? WayOn.SIGN_OUT : WayOn.CONCERNS;
  }
}

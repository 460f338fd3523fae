package org.casenotesaudit.alerts.console;

import java.util.List;
import org.casenotesaudit.serviceframe.problem.Problem;

/**
 * A page that says one thing.
 *
 * @param code the problem's code, for whoever is asked for help; empty when there is none
 */
public record Message(Frame frame, String heading, List<String> sentences, String code) {

  static Message of(Problem problem) {
    String heading =
        switch (problem.status()) {
          case 403 -> "You cannot do this";
          case 404 -> "There is no such page for you";
          case 503 -> "The service cannot answer right now";
          default -> problem.status() >= 500 ? "Something went wrong" : "This did not work";
        };
    List<String> sentences =
        switch (problem.status()) {
          case 403 ->
              problem.code().equals("role-missing")
                  ? List.of(
                      "The console is for compliance officers and privacy leads. Your sign-in does"
                          + " not carry either role.",
                      "That you asked has been recorded.")
                  : List.of(problem.detail());
          case 404 ->
              List.of(
                  "It does not exist, or it is not open to you. Both look the same on purpose.");
          case 503 ->
              List.of(
                  "What cannot be recorded is not shown and not done. Nothing was changed.",
                  problem.detail());
          default -> List.of(problem.detail());
        };
    return new Message(Frame.forNobody(heading), heading, sentences, problem.code());
  }
}

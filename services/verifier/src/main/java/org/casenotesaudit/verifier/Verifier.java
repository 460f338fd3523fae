package org.casenotesaudit.verifier;

import org.casenotesaudit.ledger.LedgerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Checks what an agency hands out: a proof of one entry, a client's history, or the whole log.
 * Works offline, says in plain sentences what was proven, and exits 0 only if all of it was.
 */
@Command(
    name = "verifier",
    mixinStandardHelpOptions = true,
    version = "verifier 0.1.0 (ledger format v:0)",
    description = "Checks proofs, histories and logs of case-notes audit, offline.",
    subcommands = {CheckCommand.class, AuditCommand.class, MirrorCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything that was asked for was proven",
      "1:something is wrong; it is named",
      "2:the command was used wrongly, or a file or address cannot be read",
      "3:consistent in itself, but checked only with keys that came with it: nobody vouched for"
          + " them"
    })
public final class Verifier {
  static final int PROVEN = 0;
  static final int WRONG = 1;
  static final int NOT_UNDERSTOOD = 2;
  static final int CONSISTENT_ONLY = 3;

  private Verifier() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Verifier())
        .setParameterExceptionHandler(
            (mistake, arguments) -> {
              say(mistake.getCommandLine(), Problems.sentence(mistake));
              return NOT_UNDERSTOOD;
            })
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              say(command, Problems.sentence(problem));
              return problem instanceof LedgerException ? WRONG : NOT_UNDERSTOOD;
            });
  }

  private static void say(CommandLine command, String sentence) {
    command.getErr().println(sentence);
    command.getErr().flush();
  }
}

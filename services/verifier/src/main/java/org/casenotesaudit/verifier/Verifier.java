package org.casenotesaudit.verifier;

import org.casenotesaudit.ledger.LedgerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Checks what an agency hands out: a proof of one entry, a client's history, or the whole log.
 * Works offline, says in plain sentences what was proven, and exits 0 only if all of it was; 1
 * names the first thing wrong; 2 is a wrong call.
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
      "2:the command was used wrongly, or a file or address cannot be read"
    })
public final class Verifier {
  private Verifier() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Verifier())
        .setExitCodeExceptionMapper(problem -> problem instanceof LedgerException ? 1 : 2)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              command.getErr().println(Problems.sentence(problem));
              command.getErr().flush();
              return problem instanceof LedgerException ? 1 : 2;
            });
  }
}

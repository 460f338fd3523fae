package org.casenotesaudit.provision;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Makes what is missing and leaves what is there; run again, it changes nothing. With {@code
 * --dry-run} it only says what it would make or cannot leave as it is.
 */
@Command(
    name = "provision",
    mixinStandardHelpOptions = true,
    version = "provision 0.1.0",
    description = "Makes what Case-Notes Audit needs before its services start.",
    subcommands = {TopicsCommand.class, DatabasesCommand.class, KeysCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as it has to be (with --dry-run: was so already)",
      "1:something is not; each on a line of its own, with found and expected",
      "2:the command was used wrongly"
    })
public final class Provision {

  /**
   * How the program logs. Not called {@code logback.xml}: these classes are others' library, too,
   * and two files of that name make logback print its own doings on standard output.
   */
  static final String LOGGING = "provision-logback.xml";

  private Provision() {}

  public static void main(String[] arguments) {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", LOGGING);
    }
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Provision())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("error: " + failure.getMessage());
              command.getErr().flush();
              return 1;
            });
  }
}

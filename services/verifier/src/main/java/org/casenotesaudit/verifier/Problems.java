package org.casenotesaudit.verifier;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.casenotesaudit.ledger.LedgerException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line why a command could not do its work. */
final class Problems {
  private Problems() {}

  static String sentence(Exception problem) {
    return problem instanceof LedgerException wrong
        ? "WRONG: " + wrong.getMessage()
        : "error: " + reason(problem);
  }

  private static String reason(Exception problem) {
    return switch (problem) {
      case ParameterException mistake ->
          oneLine("%s (expected: %s)", found(mistake), expected(mistake.getCommandLine()));
      case NoSuchFileException missing ->
          missing.getFile() + ": there is no such file (expected: one that can be read)";
      case FileNotFoundException missing -> "cannot read: " + missing.getMessage();
      case UsageException usage -> String.valueOf(usage.getMessage());
      default -> "cannot read: " + (saysItAll(problem) ? problem.getMessage() : problem);
    };
  }

  /** Ours name what was tried, found and expected; those of the JDK's own kinds need their kind. */
  private static boolean saysItAll(Exception problem) {
    return problem.getClass() == IOException.class && problem.getMessage() != null;
  }

  private static String found(ParameterException mistake) {
    return mistake instanceof UnmatchedArgumentException unmatched
        ? "\"" + String.join(" ", unmatched.getUnmatched()) + "\""
        : String.valueOf(mistake.getMessage());
  }

  private static String expected(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? command.getHelp().synopsis(0)
        : String.join(", ", command.getSubcommands().keySet()) + " or --help";
  }

  private static String oneLine(String format, Object... values) {
    return format.formatted(values).replaceAll("\\s+", " ").replace(" )", ")");
  }
}

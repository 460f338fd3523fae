package org.casenotesaudit.verifier;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import org.casenotesaudit.ledger.LedgerException;

/** Says in one sentence why a command could not do its work. */
final class Problems {
  private Problems() {}

  static String sentence(Exception problem) {
    return switch (problem) {
      case LedgerException wrong -> "WRONG: " + wrong.getMessage();
      case NoSuchFileException missing ->
          "Cannot read " + missing.getFile() + ": there is no such file.";
      case FileNotFoundException missing -> "Cannot read: " + missing.getMessage();
      case UsageException usage -> String.valueOf(usage.getMessage());
      default -> "Cannot read: " + problem.getClass().getSimpleName() + ": " + problem.getMessage();
    };
  }
}

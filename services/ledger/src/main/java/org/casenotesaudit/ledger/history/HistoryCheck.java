package org.casenotesaudit.ledger.history;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.casenotesaudit.ledger.history.Finding.Kind;
import org.casenotesaudit.ledger.note.VerifierKey;

/**
 * One check of one archive: first what it says (entry by entry, so that a wrong entry is named),
 * then that every byte of the file is as it was written.
 */
final class HistoryCheck {
  private final Path file;
  private final List<VerifierKey> trusted;
  private final CheckResults results = new CheckResults();

  HistoryCheck(Path file, List<VerifierKey> trusted) {
    this.file = file;
    this.trusted = trusted;
  }

  HistoryReport run() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (var zip = new ZipFile(file.toFile())) {
      var members = new ArchiveMembers(zip);
      checkNames(members);
      if (results.isGood()) {
        new ContentCheck(members, trusted, results).run();
        var bytes = new BytesCheck(members, results);
        bytes.checkFileHashes();
        bytes.checkEveryByte(file);
      }
    } catch (FileNotFoundException unreadable) {
      throw unreadable;
    } catch (IOException | IllegalArgumentException damaged) {
      results.add(
          Kind.CONTAINER,
          "a ZIP that cannot be read: " + damaged.getMessage(),
          "the archive as it was exported");
    }
    return results.report(notShown());
  }

  private void checkNames(ArchiveMembers members) {
    if (!members.names().equals(HistoryArchive.MEMBERS)) {
      results.add(Kind.MEMBERS, members.names().toString(), HistoryArchive.MEMBERS.toString());
    }
  }

  private List<String> notShown() {
    var notShown = new ArrayList<String>();
    if (trusted.isEmpty()) {
      notShown.add(
          "That the key is the log's: no key was given. The signature was checked with the key"
              + " inside the archive, which anybody who made a false archive could have put there."
              + " Get the log's key from elsewhere and check again.");
    }
    notShown.add("That no further entries about this client follow the last one in here.");
    notShown.add(
        "That every real act was recorded, that stated purposes were true, or that"
            + " the person has only this identifier.");
    notShown.add("That the number, time and purpose of the export itself are as stated.");
    return notShown;
  }
}

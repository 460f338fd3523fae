package org.casenotesaudit.ledger;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files named for their one defect: together they say what is refused. */
public final class Defects {
  private Defects() {}

  /** The files of a folder whose names start with "error_". There are always some. */
  public static List<Path> in(String folder) throws IOException {
    try (var files = Files.list(folder(folder))) {
      var found =
          files.filter(f -> f.getFileName().toString().startsWith("error_")).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalStateException("no defects in " + folder);
      }
      return found;
    }
  }

  /** The file without a defect. */
  public static byte[] good(String folder) throws IOException {
    return Files.readAllBytes(folder(folder).resolve("good.txt"));
  }

  public static Path folder(String folder) {
    try {
      return Path.of(Defects.class.getResource("/" + folder).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

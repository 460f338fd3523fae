package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  private static final String LINE =
      "{\"disclosures\":[],\"entry\":{\"at\":\"2026-11-22T10:00:00Z\",\"kind\":\"é\",\"n\":%1$d},\"index\":\"%1$d\"}";

  @TempDir Path folder;

  @Test
  void theCopyDiffersInExactlyOneByteOfTheEntryThatIsNamed() throws Exception {
    var history = history(LINE.formatted(7), LINE.formatted(19), LINE.formatted(23));
    var copy = folder.resolve("copy.zip");

    var flipped = HistoryFile.flipOneBit(history, copy);

    assertThat(flipped.entryIndex()).isEqualTo("19");
    var before = entries(history);
    var after = entries(copy);
    assertThat(after).hasSameSizeAs(before);
    int differing = 0;
    for (int i = 0; i < before.length; i++) {
      differing += before[i] == after[i] ? 0 : 1;
    }
    assertThat(differing).isEqualTo(1);
    var lines = new String(after, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0)).isEqualTo(LINE.formatted(7));
    assertThat(lines.get(1)).isEqualTo(LINE.formatted(19).replace("2026", "2027"));
    assertThat(Files.mismatch(history, copy)).isPositive();
    assertThat(Files.size(copy)).isEqualTo(Files.size(history));
  }

  @Test
  void anIdInsideADisclosureIsFound() throws Exception {
    var disclosure =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("[\"c2FsdA\",\"accessId\",\"a-17\"]".getBytes(StandardCharsets.UTF_8));
    var history = history("{\"disclosures\":[\"" + disclosure + "\"],\"index\":\"1\"}");

    assertThat(HistoryFile.mentions(history, "a-17")).isTrue();
    assertThat(HistoryFile.mentions(history, "a-18")).isFalse();
  }

  private Path history(String... lines) throws Exception {
    var file = folder.resolve("history.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      zip.putNextEntry(new ZipEntry("README.txt"));
      zip.write("what this is".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("entries.ndjson"));
      zip.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private static byte[] entries(Path history) throws Exception {
    try (var zip = new ZipFile(history.toFile());
        var in = zip.getInputStream(zip.getEntry("entries.ndjson"))) {
      return in.readAllBytes();
    }
  }
}

package org.casenotesaudit.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.casenotesaudit.ledger.Defects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Entries must come out byte for byte as they did when the format was set. A change here is a
 * change of the format: see FORMAT.md.
 */
class GoldenEntriesTest {
  static Stream<String> names() {
    return GoldenEntries.all().keySet().stream();
  }

  private static SealedEntry sealed(String name) {
    var counter = new byte[1];
    SaltSource salts =
        () -> {
          var salt = new byte[SaltSource.SALT_BYTES];
          salt[15] = ++counter[0];
          return salt;
        };
    return new EntrySealer(salts, IdKey.of(new byte[32])).seal(GoldenEntries.all().get(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void entryAndDisclosuresAreByteForByteAsFormatMdSays(String name) throws IOException {
    var sealed = sealed(name);
    var disclosures = new StringBuilder();
    sealed
        .disclosures()
        .forEach(
            d ->
                disclosures
                    .append(d.owner())
                    .append(' ')
                    .append(d.disclosure().encoded())
                    .append('\n'));
    compare(name + ".entry.json", sealed.bytes());
    compare(name + ".disclosures.txt", disclosures.toString().getBytes());
    compare(name + ".leaf.txt", (sealed.leafHash().toBase64Url() + "\n").getBytes());
  }

  private static void compare(String file, byte[] actual) throws IOException {
    var path = Defects.folder("golden").resolve(file);
    if (Boolean.getBoolean("ledger.golden.write")) {
      Files.write(Path.of("src/test/resources/golden", file), actual);
      return;
    }
    assertThat(path).hasBinaryContent(actual);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aGoldenEntryIsReadAndWrittenBack(String name) throws IOException {
    var bytes = Files.readAllBytes(Defects.folder("golden").resolve(name + ".entry.json"));
    var entry = LedgerEntry.parse(bytes);
    assertThat(entry.toJson().canonicalBytes()).isEqualTo(bytes);
    for (var owned : sealed(name).disclosures()) {
      assertThat(entry.commitsTo(Disclosure.parse(owned.disclosure().encoded()))).isTrue();
    }
  }
}

package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * I7: what is confidential stands nowhere but in its database ({@link Canaries}). Each place must
 * also show something that is surely there, so that a search that reads nothing would be noticed.
 */
final class SecrecyChecks {

  private static final List<String> SERVICES =
      List.of("ALERTS", "CASE_NOTES", "ACCESS", "CONFIDENTIALITY", "AUDIT_TRAIL");
  private static final List<String> DATABASES =
      List.of("access", "alerts", "audit_trail", "case_notes", "confidentiality", "registry");

  /** What services keep beside databases and topics: the log's files, the state of the stream. */
  private static final List<String> KEEP_FILES = List.of("audit-trail", "confidentiality");

  private static final long BYTES_MIN = 10_000;

  private final Agency agency;
  private final String client;
  private final Path work;
  private final Map<String, Path> folders = new TreeMap<>();

  /**
   * Begins while all runs.
   *
   * @param client whom events, entries and state are about
   * @param work folder for what is taken from the topics
   */
  SecrecyChecks(Agency agency, CaseFile client, Path work) {
    this.agency = agency;
    this.client = client.clientId();
    this.work = work.resolve("topics");
    KEEP_FILES.forEach(part -> folders.put(part, agency.data(part)));
  }

  void noLogTellsAny(Collection<String> parts) throws IOException, InterruptedException {
    CanarySearch search = new CanarySearch();
    for (String part : parts) {
      assertThat(search.firstIn(agency.log(part))).as("in the log of " + part).isEmpty();
    }
    told("logs", search);
  }

  /** Keys, values and headers, of the stream's own topics too: they hold all of its state. */
  void noTopicHoldsAny() throws IOException, InterruptedException {
    new Topics(agency).copy(work);
    CanarySearch search = new CanarySearch();
    Set<String> aboutTheClient = new HashSet<>();
    for (Path topic : filesUnder(work)) {
      String name = topic.getFileName().toString();
      assertThat(firstIn(topic, search)).as("on the topic " + name).isEmpty();
      if (new String(Files.readAllBytes(topic), StandardCharsets.ISO_8859_1).contains(client)) {
        aboutTheClient.add(name);
      }
    }
    assertThat(aboutTheClient)
        .as("topics about a client")
        .contains("case-notes.record.v1", "access.observed.v1", "confidentiality.judgements.v1")
        .anyMatch(name -> name.endsWith("-changelog"));
    told("topics", search);
  }

  /** The rows of every table; what is at home in one database must be readable there. */
  void noDatabaseShowsAnyButItsOwn() throws SQLException, IOException {
    Databases databases = new Databases(agency);
    assertThat(databases.names()).containsAll(DATABASES);
    CanarySearch search = new CanarySearch();
    for (String database : databases.names()) {
      long before = search.bytes();
      List<String> atHome = Canaries.AT_HOME.getOrDefault(database, List.of());
      Set<String> seen = new HashSet<>();
      databases.read(
          database,
          (table, row) -> {
            String others = row;
            for (String word : atHome) {
              if (others.contains(word)) {
                seen.add(word);
                others = others.replace(word, "");
              }
            }
            assertThat(search.firstIn(others)).as("in %s of %s", table, database).isEmpty();
          });
      assertThat(seen).as("what is at home in " + database).containsAll(atHome);
      if (DATABASES.contains(database)) {
        assertThat(search.bytes()).as("after the rows of " + database).isGreaterThan(before);
      }
    }
    told("databases", search);
  }

  void noMetricNamesAny() throws IOException, InterruptedException {
    CanarySearch search = new CanarySearch();
    for (String service : SERVICES) {
      HttpResponse<byte[]> metrics = agency.fetch("plat", agency.url(service, "/prometheus"));
      String text = new String(metrics.body(), StandardCharsets.UTF_8);
      assertThat(text).as("metrics of " + service).contains("jvm_memory_used_bytes");
      assertThat(search.firstIn(text)).as("in the metrics of " + service).isEmpty();
    }
    told("metrics", search);
  }

  /** All that was sealed is opened there, for auditors. */
  void noExportOpensAny(List<History> histories) throws IOException {
    CanarySearch search = new CanarySearch();
    for (History history : histories) {
      try (ZipFile zip = new ZipFile(history.file().toFile())) {
        for (var entry : zip.stream().toList()) {
          try (InputStream bytes = zip.getInputStream(entry)) {
            assertThat(search.firstIn(bytes))
                .as("in %s of the history of %s", entry.getName(), history.clientId())
                .isEmpty();
          }
        }
      }
    }
    told("exports", search);
  }

  /** When all is stopped: what was in memory has been written, and nothing is moved meanwhile. */
  void noFileLeftBehindHoldsAny() throws IOException {
    for (var folder : folders.entrySet()) {
      CanarySearch search = new CanarySearch();
      for (Path file : filesUnder(folder.getValue())) {
        assertThat(firstIn(file, search)).as("in " + file).isEmpty();
      }
      told("files of " + folder.getKey(), search);
    }
  }

  private static void told(String place, CanarySearch search) {
    System.out.printf("%s: nothing confidential in %d bytes%n", place, search.bytes());
    assertThat(search.bytes()).as("bytes of " + place).isGreaterThan(BYTES_MIN);
  }

  private static Optional<String> firstIn(Path file, CanarySearch search) throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      return search.firstIn(bytes);
    }
  }

  private static List<Path> filesUnder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

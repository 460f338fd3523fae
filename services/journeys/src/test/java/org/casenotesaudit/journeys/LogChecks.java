package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.casenotesaudit.journeys.Topics.Event;

/** What must hold of the whole log, with nothing of ours but the bytes that it served. */
final class LogChecks {

  private final ObjectMapper json = new ObjectMapper();
  private final LedgerAsPublished published;
  private final String verifierKey;
  private final String checkpoint;
  private final List<byte[]> entries;

  private LogChecks(
      LedgerAsPublished published, String verifierKey, String checkpoint, List<byte[]> entries) {
    this.published = published;
    this.verifierKey = verifierKey;
    this.checkpoint = checkpoint;
    this.entries = entries;
  }

  /**
   * Reads the log when all has arrived: while partitions are read side by side, a gap may be open
   * for a moment. One that stays open for a minute is what the checks then report.
   *
   * @param events read from their topics, that must arrive too
   */
  static LogChecks ofAllThatArrives(Agency agency, String verifierKey, List<Event> events)
      throws Exception {
    var published = new LedgerAsPublished(agency);
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      String checkpoint = published.checkpoint();
      var log = new LogChecks(published, verifierKey, checkpoint, published.entries(checkpoint));
      if ((log.gaps().isEmpty() && log.missing(events).isEmpty()) || System.nanoTime() > deadline) {
        return log;
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  void everyEntryIsThereOnceAndNoneWasRefused() throws Exception {
    assertThat(entries).hasSize((int) LedgerAsPublished.sizeOf(checkpoint));
    Set<String> ids = new HashSet<>();
    for (byte[] bytes : entries) {
      JsonNode entry = json.readTree(bytes);
      assertThat(ids.add(entry.get("idDigest").asText())).as("id of %s is new", entry).isTrue();
      assertThat(entry.get("kind").asText()).as("%s", entry).isNotIn("rejected", "conflict");
    }
  }

  void noSourceHasAGapInItsSequence() throws Exception {
    assertThat(published.sequences(entries).keySet()).contains("case-notes", "access", "alerts");
    assertThat(gaps()).as("sources whose sequence is not 1, 2, 3 …").isEmpty();
  }

  /** I1 once more: each of these has the entry that its source and sequence name. */
  void eachOfTheseHasItsEntry(List<Event> events) throws IOException {
    assertThat(missing(events)).as("events of the topics that have no entry").isEmpty();

    Event neverSent = events.getFirst().withSequence(Long.MAX_VALUE);
    assertThat(missing(List.of(neverSent))).as("of one that was never sent").isNotEmpty();
  }

  /** By what is public of an entry: its source, sequence and type. */
  private List<Event> missing(List<Event> events) throws IOException {
    Set<String> there = new HashSet<>();
    for (byte[] bytes : entries) {
      JsonNode entry = json.readTree(bytes);
      String schema = entry.at("/schema/name").asText();
      there.add(
          place(
              entry.path("source").asText(),
              entry.path("seq").asText(),
              schema.substring(schema.lastIndexOf('.') + 1)));
    }
    return events.stream()
        .filter(
            event ->
                !there.contains(
                    place(
                        event.text("envelope.source"),
                        event.text("envelope.sourceSequence"),
                        event.type())))
        .toList();
  }

  private static String place(String source, String sequence, String type) {
    return source + " " + sequence + " " + type;
  }

  /** The checkpoint up to which the log was read. */
  String checkpoint() {
    return checkpoint;
  }

  private Map<String, List<Long>> gaps() throws IOException {
    Map<String, List<Long>> gaps = new TreeMap<>(published.sequences(entries));
    gaps.values()
        .removeIf(
            found ->
                found.stream()
                    .sorted()
                    .toList()
                    .equals(LongStream.rangeClosed(1, found.size()).boxed().toList()));
    return gaps;
  }

  /**
   * I4: each checkpoint that was served, once, is signed, and its root is that of the first so many
   * entries of the log as it is now. So none tells of another past.
   */
  void everyCheckpointEverServedIsConsistentWithTheLast(Set<String> served) throws Exception {
    List<String> all = new ArrayList<>(served);
    all.add(checkpoint);
    Set<Long> sizes = new TreeSet<>();
    all.forEach(each -> sizes.add(LedgerAsPublished.sizeOf(each)));
    Map<Long, byte[]> roots = LedgerAsPublished.roots(entries, sizes);
    for (String each : all) {
      assertThat(LedgerAsPublished.isSignedBy(verifierKey, each)).as(each).isTrue();
      byte[] root = roots.get(LedgerAsPublished.sizeOf(each));
      assertThat(root).as("the log now holds what this covers: " + each).isNotNull();
      assertThat(Base64.getEncoder().encodeToString(root))
          .as("root over the first entries of the log as it is now")
          .isEqualTo(LedgerAsPublished.rootOf(each));
    }
    System.out.printf(
        "%d checkpoints served, all consistent with the last, of %d entries%n",
        all.size(), entries.size());
  }
}

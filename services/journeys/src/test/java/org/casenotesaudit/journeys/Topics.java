package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topics of an agency as anybody with Kafka's own client sees them: {@code src/test/kafka}. It
 * runs as a process of its own, on libraries that {@code access} brings and on nothing of ours.
 */
final class Topics {

  private static final Path PROGRAM = Path.of("src/test/kafka/Topics.java");
  private static final Path LIBRARIES = Path.of("../access/target/app/lib");

  /** The client of Kafka, that of Confluent's registry, and what these two stand on. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "(kafka-clients|registry-client|avro|jackson|slf4j|commons|lz4|zstd|snappy).*");

  private final Agency agency;
  private final ObjectMapper json = new ObjectMapper();

  Topics(Agency agency) {
    this.agency = agency;
  }

  /**
   * One event.
   *
   * @param type its name, without its package
   */
  record Event(String topic, String type, JsonNode content) {

    /** A field's text, by its path: {@code envelope.eventId}. Empty where it is not set. */
    String text(String path) {
      JsonNode found = content.at("/" + path.replace('.', '/'));
      return found.isNull() ? "" : found.asText();
    }

    String eventId() {
      return text("envelope.eventId");
    }

    /** The same, as if its source had numbered it so. */
    Event withSequence(long sequence) {
      JsonNode other = content.deepCopy();
      ((ObjectNode) other.get("envelope")).put("sourceSequence", sequence);
      return new Event(topic, type, other);
    }

    boolean says(Map<String, String> fields) {
      return fields.entrySet().stream()
          .allMatch(field -> text(field.getKey()).equals(field.getValue()));
    }
  }

  /**
   * Where a record lies.
   *
   * @param topicId 16 bytes
   */
  record Place(byte[] topicId, int partition, long offset) {

    /**
     * The id of an entry about this place, as the ledger's FORMAT.md says: UUID version 8 from the
     * SHA-256 over kind and place, each preceded by its length.
     */
    String entryId(String kind) throws NoSuchAlgorithmException {
      byte[] word = kind.getBytes(StandardCharsets.US_ASCII);
      byte[] place =
          ByteBuffer.allocate(4 * Long.BYTES)
              .put(topicId)
              .putLong(partition)
              .putLong(offset)
              .array();
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : List.of(word, place)) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        sha256.update(part);
      }
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      long high = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
      long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low).toString();
    }
  }

  /** Every committed event that is there now. */
  List<Event> events() throws IOException, InterruptedException {
    String registry = agency.url("REGISTRY", "/apis/ccompat/v7");
    List<Event> events = new ArrayList<>();
    for (String line : run("read", agency.address("KAFKA"), registry).lines().toList()) {
      String[] parts = line.split("\t", 3);
      events.add(
          new Event(
              parts[0],
              parts[1].substring(parts[1].lastIndexOf('.') + 1),
              json.readTree(parts[2])));
    }
    return events;
  }

  /**
   * Copies the keys, values and headers of all that is on any topic, committed or not, into a file
   * for each topic; of topics that are none of the catalogue, too.
   *
   * @param folder is made anew
   */
  void copy(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (Stream<Path> older = Files.list(folder)) {
      for (Path each : older.toList()) {
        Files.delete(each);
      }
    }
    run("copy", agency.address("KAFKA"), folder.toString());
  }

  /** Puts bytes on a topic, whatever they are. */
  Place send(String topic, String key, byte[] value) throws IOException, InterruptedException {
    String hex = HexFormat.of().formatHex(value);
    String[] place = run("send", agency.address("KAFKA"), topic, key, hex).split(" ");
    return new Place(
        HexFormat.of().parseHex(place[0]), Integer.parseInt(place[1]), Long.parseLong(place[2]));
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    Path told = Files.createTempFile("topics", ".txt");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", libraries()));
    line.add(PROGRAM.toString());
    line.addAll(Arrays.asList(arguments));
    line.add(told.toString());
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", line, printed).isZero();
    String answer = Files.readString(told);
    Files.delete(told);
    return answer;
  }

  private static String libraries() throws IOException {
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      return jars.filter(jar -> NEEDED.matcher(jar.getFileName().toString()).matches())
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}

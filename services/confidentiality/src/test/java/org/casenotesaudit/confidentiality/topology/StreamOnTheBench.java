package org.casenotesaudit.confidentiality.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.casenotesaudit.confidentiality.packs.RulePackFile;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AlertWithdrawn;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.RecordQuarantined;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.rules.pack.RulePack;
import org.casenotesaudit.testkit.AttributesContract;

/** The real topology and stores in one thread, with a registry inside the process. */
public final class StreamOnTheBench implements AutoCloseable {

  static final List<Topic> OUT =
      List.of(
          Topics.JUDGEMENTS,
          Topics.ALERTS,
          Topics.RULE_PACKS,
          Topics.quarantineOf(ConfidentialityTopology.APP));

  public static final RegistrySettings REGISTRY = new RegistrySettings("mock://bench", true);

  final Map<Tally.Kind, Integer> tally = new EnumMap<>(Tally.Kind.class);
  public final List<SpecificRecord> said = new ArrayList<>();
  public final EventSerializer serializer;
  private final EventDecoder decoder;
  private final TopologyTestDriver driver;
  private final Path folder;
  private final Map<String, TestInputTopic<byte[], byte[]>> in = new HashMap<>();
  private final Map<Topic, TestOutputTopic<byte[], byte[]>> out = new HashMap<>();

  public static RulePack pack() {
    return pack(text -> text);
  }

  /** Acts settle after that many days and are gone six days later. */
  static RulePack packWithHorizon(int days) {
    return pack(
        text ->
            text.replace("horizon-days: 400", "horizon-days: " + days)
                .replace("within-hours: 720", "within-hours: 72"));
  }

  private static RulePack pack(UnaryOperator<String> changed) {
    try (var file = StreamOnTheBench.class.getResourceAsStream("/rule-packs/default.yaml")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return RulePackFile.read(changed.apply(text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public StreamOnTheBench() {
    this(REGISTRY);
  }

  StreamOnTheBench(RegistrySettings registry) {
    this(registry, pack(), Bounds.defaults());
  }

  StreamOnTheBench(RulePack pack, Bounds bounds) {
    this(REGISTRY, pack, bounds);
  }

  private StreamOnTheBench(RegistrySettings registry, RulePack pack, Bounds bounds) {
    serializer = new EventSerializer(registry);
    decoder = new EventDecoder(registry);
    try {
      folder = Files.createTempDirectory("bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-" + UUID.randomUUID());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    driver =
        new TopologyTestDriver(
            ConfidentialityTopology.define(
                new Topology(),
                new Collaborators(
                    decoder,
                    serializer,
                    pack,
                    bounds,
                    "demo",
                    kind -> tally.merge(kind, 1, Integer::sum))),
            settings);
    for (Topic topic : List.of(Topics.CASE_NOTES_RECORD, Topics.ACCESS_OBSERVED, Topics.REVIEWS)) {
      in.put(
          topic.name(),
          driver.createInputTopic(
              topic.name(), new ByteArraySerializer(), new ByteArraySerializer()));
    }
    for (Topic topic : OUT) {
      out.put(
          topic,
          driver.createOutputTopic(
              topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }
  }

  public void tell(Happening... happenings) {
    for (Happening happening : happenings) {
      tellRaw(
          happening.topic(),
          happening.topic().keyFor(happening.event()),
          serializer.serialize(happening.topic().name(), happening.event()));
    }
  }

  void tellRaw(Topic topic, String key, byte[] value) {
    in.get(topic.name()).pipeInput(key.getBytes(StandardCharsets.UTF_8), value);
    listen();
  }

  /** Time enough for one step of what is unfinished. */
  void pause() {
    driver.advanceWallClockTime(Duration.ofMillis(50));
    listen();
  }

  /** Until nothing is unfinished. */
  void finish() {
    do {
      pause();
    } while (entriesIn(Stores.CURSORS) > 0);
    // Nothing is left to judge again: what lies past the horizon goes in one more.
    pause();
  }

  int entriesIn(String store) {
    return bytesIn(store).size();
  }

  /** Keys in hex to the length of what they hold. */
  Map<String, Integer> bytesIn(String store) {
    Map<String, Integer> bytes = new TreeMap<>();
    try (var all = driver.<byte[], byte[]>getKeyValueStore(store).all()) {
      all.forEachRemaining(
          entry -> bytes.put(HexFormat.of().formatHex(entry.key), entry.value.length));
    }
    return bytes;
  }

  private void listen() {
    for (Topic each : OUT) {
      for (TestRecord<byte[], byte[]> sent : out.get(each).readRecordsToList()) {
        if (decoder.decode(each.name(), sent.value()) instanceof DecodedEvent.Known known) {
          AttributesContract.hold(sent.headers(), known.event());
          said.add(known.event());
        } else {
          throw new AssertionError("undecodable output on " + each.name());
        }
      }
    }
  }

  <E extends SpecificRecord> List<E> said(Class<E> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  JudgementMade lastJudgement(String accessName) {
    return said(JudgementMade.class).stream()
        .filter(made -> made.getAccessId().equals(Happening.id("access-" + accessName)))
        .max(Comparator.comparing(JudgementMade::getRevision))
        .orElseThrow(() -> new AssertionError("no judgement of " + accessName));
  }

  /** The last word on each access, without what differs between two tellings of the same. */
  Map<String, String> lastWords() {
    Map<String, JudgementMade> last = new TreeMap<>();
    said(JudgementMade.class).forEach(made -> last.put(made.getAccessId(), made));
    Map<String, String> words = new TreeMap<>();
    last.forEach(
        (access, made) ->
            words.put(
                access,
                made.getWorkerId()
                    + made.getAsKnown()
                    + " / "
                    + made.getAsItWas()
                    + " / "
                    + made.getFirstAccess()
                    + made.getFactsDigest()
                    + made.getPackDigest()));
    return words;
  }

  /** Alerts raised and not withdrawn, with what they last said. */
  Map<String, String> openAlerts() {
    Map<String, String> open = new TreeMap<>();
    for (SpecificRecord event : said) {
      switch (event) {
        case AlertRaised raised ->
            open.put(
                raised.getAlertId(),
                raised.getConcernId()
                    + raised.getWorkerId()
                    + raised.getTeamIds()
                    + raised.getSeverity()
                    + raised.getScore()
                    + raised.getAttributable()
                    + raised.getReasons()
                    + raised.getFactEventIds());
        case AlertWithdrawn withdrawn -> open.remove(withdrawn.getAlertId());
        default -> {}
      }
    }
    return open;
  }

  List<String> openConcerns() {
    List<String> concerns = new ArrayList<>();
    Map<String, String> open = openAlerts();
    for (AlertRaised raised : said(AlertRaised.class)) {
      if (open.containsKey(raised.getAlertId()) && !concerns.contains(raised.getConcernId())) {
        concerns.add(raised.getConcernId());
      }
    }
    return concerns;
  }

  List<RecordQuarantined> quarantined() {
    return said(RecordQuarantined.class);
  }

  /** Envelopes of everything said, in order of their numbers. */
  List<Envelope> envelopes() {
    return said.stream()
        .map(event -> (Envelope) event.get(event.getSchema().getField("envelope").pos()))
        .sorted(Comparator.comparing(Envelope::getSourceSequence))
        .toList();
  }

  int count(Tally.Kind kind) {
    return tally.getOrDefault(kind, 0);
  }

  @Override
  public void close() {
    driver.close();
    decoder.close();
    serializer.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

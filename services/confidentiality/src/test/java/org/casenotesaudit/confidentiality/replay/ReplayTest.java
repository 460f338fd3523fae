package org.casenotesaudit.confidentiality.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.confidentiality.topology.Happening;
import org.casenotesaudit.confidentiality.topology.RandomHistory;
import org.casenotesaudit.confidentiality.topology.StreamOnTheBench;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.VerdictWithReasons;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.AsWritten;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the real stream said about a history is what a replay of the ledger gives; where somebody
 * altered what was said, or left something out, the replay says so.
 */
class ReplayTest {

  private static final Instant EXPORTED = day(200);

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20260101, 31337, 424242})
  void whatTheStreamSaidIsWhatTheLedgerGives(long seed) {
    Random random = new Random(seed);
    List<Happening> history = RandomHistory.of(random);
    Collections.shuffle(history, random);
    for (String client : RandomHistory.CLIENTS) {
      Path file = export(history, client, UnaryOperator.identity());

      assertThat(replay(file.toString())).as("seed %s: %s", seed, printed).isZero();
    }
    assertThat(text(printed)).contains("Equal: ").doesNotContain("Equal: 0 ");
  }

  @Test
  void accessesAndOpenAlertsAreCounted() {
    Path file = export(afterTheCaseWasClosed(), CLIENT, UnaryOperator.identity());

    assertThat(replay(file.toString())).as("%s", printed).isZero();
    assertThat(text(printed)).contains("Equal: 2 accesses and 1 open alert of client " + CLIENT);
  }

  @Test
  void aJudgementThatWasAlteredIsNamed() {
    Path file =
        export(
            afterTheCaseWasClosed(),
            CLIENT,
            said -> {
              if (said instanceof JudgementMade made && made.getAccessId().equals(lateAccess())) {
                return JudgementMade.newBuilder(made)
                    .setAsKnown(
                        VerdictWithReasons.newBuilder(made.getAsKnown())
                            .setVerdict(Verdict.EXPLAINED)
                            .setConcerns(List.of())
                            .build())
                    .build();
              }
              return said;
            });

    assertThat(replay(file.toString())).isEqualTo(1);
    assertThat(text(printed))
        .contains("DIFFERENT: access " + lateAccess() + ": the last judgement, revision 1, says")
        .contains("asKnown: {\"verdict\": \"EXPLAINED\"")
        .contains("(expected: {\"verdict\": \"FLAGGED\"")
        .contains("FAILED: 1 difference ");
  }

  @Test
  void anAlertThatIsMissingIsNamed() {
    Path file =
        export(afterTheCaseWasClosed(), CLIENT, said -> said instanceof AlertRaised ? null : said);

    assertThat(replay(file.toString())).isEqualTo(1);
    assertThat(text(printed))
        .contains(
            "DIFFERENT: access "
                + lateAccess()
                + ": the alert after-ending is not open (expected: raised and not withdrawn)");
  }

  @Test
  void anAccessThatWasNeverJudgedIsNamed() {
    Path file =
        export(
            afterTheCaseWasClosed(),
            CLIENT,
            said -> said.toString().contains(lateAccess()) ? null : said);

    assertThat(replay(file.toString())).isEqualTo(1);
    assertThat(text(printed))
        .contains("access " + lateAccess() + " was never judged (expected: FLAGGED as known)");
  }

  @Test
  void anAlertThatNothingAsksForIsNamed() {
    List<SpecificRecord> said = new ArrayList<>();
    export(
        afterTheCaseWasClosed(),
        CLIENT,
        each -> {
          said.add(each);
          return each;
        });
    List<Happening> stillOpen =
        afterTheCaseWasClosed().stream()
            .filter(each -> !each.event().getSchema().getName().equals("CaseClosed"))
            .toList();
    ALedger ledger = new ALedger();
    write(ledger, stillOpen.stream().map(Happening::event).toList());
    write(ledger, said);

    assertThat(replay(ledger.export(folder, CLIENT, EXPORTED).toString())).isEqualTo(1);
    assertThat(text(printed))
        .contains(
            "access "
                + lateAccess()
                + ": the alert after-ending is open (expected: none, or withdrawn)");
  }

  @Test
  void aWaitThatAHeartbeatEndedIsNoDifferenceUnlessItCannotHaveEnded() {
    List<Happening> filmReadLate =
        List.of(
            named("registered").clientRegistered(),
            named("beat").timePasses(Topics.REVIEWS, 60),
            named("film").filmed(5));

    Path file = export(filmReadLate, CLIENT, UnaryOperator.identity());
    assertThat(replay(file.toString())).as("%s", printed).isZero();
    assertThat(text(printed)).contains("1 access and 1 open alert ").contains("as of " + day(6));

    Path tooEarly = export(filmReadLate, CLIENT, UnaryOperator.identity(), day(5.5));
    assertThat(replay(tooEarly.toString())).isEqualTo(1);
  }

  @Test
  void resultsAreThereForProgramsToo() throws Exception {
    Path file = export(afterTheCaseWasClosed(), CLIENT, UnaryOperator.identity());

    assertThat(replay("--json", file.toString())).isZero();
    JsonNode result = new ObjectMapper().readTree(printed.toByteArray());
    assertThat(result.get("equal").asBoolean()).isTrue();
    assertThat(result.at("/files/0/accesses").asInt()).isEqualTo(2);
    assertThat(result.at("/files/0/alerts").asInt()).isEqualTo(1);
    assertThat(result.at("/files/0/differences")).isEmpty();
  }

  @Test
  void aFileThatIsNoHistoryIsNeitherEqualNorDifferent() throws Exception {
    Path file = Files.writeString(folder.resolve("a.zip"), "no zip");

    assertThat(replay(file.toString())).isEqualTo(2);
    assertThat(replay(folder.resolve("nowhere.zip").toString())).isEqualTo(2);
    assertThat(replay("--what")).isEqualTo(2);
    assertThat(replay()).isEqualTo(2);
    assertThat(text(complained)).contains("a.zip: no client history (expected: a ZIP file");
    assertThat(printed.size()).isZero();
  }

  @Test
  void aRejectedRecordInTheHistoryIsPassedOver() {
    ALedger ledger = new ALedger();
    ledger.appendLine(
        "{\"disclosures\":[],\"entry\":{\"kind\":\"rejected\",\"sealed\":{\"code\":\"x\"}},\"index\":\"0\"}");

    assertThat(replay(ledger.export(folder, CLIENT, EXPORTED).toString())).isZero();
  }

  /** Maria reads while the case is open, Colin long after it was closed. */
  private static List<Happening> afterTheCaseWasClosed() {
    return List.of(
        named("registered").clientRegistered(),
        named("opened").caseOpened(NORTH, 0),
        named("allocated").allocated(MARIA, 0),
        named("in-time").by(MARIA).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 10),
        named("closed").caseClosed(20),
        named("late").by(COLIN).inTeam(SOUTH).opened(RecordKind.CASE_NOTE, 100));
  }

  private static String lateAccess() {
    return id("access-late");
  }

  /**
   * The history of one client as the ledger holds it after the stream has read everything.
   *
   * @param alteration of what the stream said; null leaves it out
   */
  private Path export(
      List<Happening> history, String client, UnaryOperator<SpecificRecord> alteration) {
    return export(history, client, alteration, EXPORTED);
  }

  private Path export(
      List<Happening> history,
      String client,
      UnaryOperator<SpecificRecord> alteration,
      Instant exportedAt) {
    List<SpecificRecord> events = new ArrayList<>();
    try (var stream = new StreamOnTheBench()) {
      history.forEach(stream::tell);
      history.stream().map(Happening::event).forEach(events::add);
      stream.said.stream().map(alteration).filter(said -> said != null).forEach(events::add);
    }
    ALedger ledger = new ALedger();
    write(
        ledger,
        events.stream().filter(event -> client.equals(envelope(event).getClientId())).toList());
    return ledger.export(folder, client, exportedAt);
  }

  /** Through the wire format, as the trail reads them: under the schema that the registry holds. */
  private static void write(ALedger ledger, List<SpecificRecord> events) {
    try (var serializer = new EventSerializer(StreamOnTheBench.REGISTRY);
        var decoder = new EventDecoder(StreamOnTheBench.REGISTRY)) {
      for (SpecificRecord event : events) {
        Topic topic =
            Topics.ALL.stream()
                .filter(each -> each.carries(event.getSchema()))
                .findFirst()
                .orElseThrow();
        byte[] bytes = serializer.serialize(topic.name(), event);
        if (decoder.decodeAsWritten(topic.name(), bytes) instanceof AsWritten.Decoded decoded) {
          GenericRecord written = decoded.record();
          ledger.append(written);
        } else {
          throw new AssertionError("undecodable " + event.getSchema());
        }
      }
    }
  }

  private static Envelope envelope(SpecificRecord event) {
    return (Envelope) event.get(event.getSchema().getField("envelope").pos());
  }

  private int replay(String... arguments) {
    return new Replay(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            new PrintStream(complained, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

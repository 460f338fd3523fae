package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Agency.Outcome;
import org.casenotesaudit.journeys.Topics.Event;

/** Takes the entry of an event home as a proof file, and has the verifier check it there. */
final class ProvenEntry {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EXTRA = "extra ";

  private final Agency agency;
  private final String verifierKey;
  private final Path folder;

  ProvenEntry(Agency agency, String verifierKey, Path folder) {
    this.agency = agency;
    this.verifierKey = verifierKey;
    this.folder = folder;
  }

  /** The entry, which is that of the event by all that is public of it. */
  JsonNode of(Event event) throws IOException, InterruptedException {
    JsonNode entry = of(event.eventId());
    assertThat(entry.get("kind").asText()).as("%s", entry).isEqualTo("event");
    assertThat(entry.at("/schema/name").asText()).endsWith("." + event.type());
    assertThat(entry.get("source").asText()).isEqualTo(event.text("envelope.source"));
    assertThat(entry.get("seq").asText()).isEqualTo(event.text("envelope.sourceSequence"));
    return entry;
  }

  /** The entry under an id, once a checkpoint covers it. */
  JsonNode of(String id) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = Files.write(folder.resolve(id + ".tlog-proof"), proof(id));
    Outcome check = check(file);
    assertThat(check.exitCode()).as(check.output()).isZero();
    byte[] entry = Base64.getDecoder().decode(extraOf(file));

    Path altered = folder.resolve(id + "-altered.tlog-proof");
    Files.writeString(
        altered, Files.readString(file).replace(extraOf(file), withOneBitFlipped(entry)));
    assertThat(check(altered).exitCode()).as("of one flipped bit").isEqualTo(1);
    return new ObjectMapper().readTree(entry);
  }

  private Outcome check(Path file) throws IOException, InterruptedException {
    return agency.command("verifier", "check", file.toString(), "--vkey", verifierKey);
  }

  private static String extraOf(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith(EXTRA))
        .findFirst()
        .orElseThrow()
        .substring(EXTRA.length());
  }

  private static String withOneBitFlipped(byte[] entry) {
    byte[] other = entry.clone();
    other[other.length / 2] ^= 1;
    return Base64.getEncoder().encodeToString(other);
  }

  private byte[] proof(String id) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<byte[]> answer =
          agency.fetch("ada", agency.url("AUDIT_TRAIL", "/v1/proofs/inclusion?eventId=" + id));
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      assertThat(System.nanoTime())
          .as("%s in the ledger: %s", id, new String(answer.body(), StandardCharsets.UTF_8))
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}

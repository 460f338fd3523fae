package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.casenotesaudit.embedded.DemoRecords.DemoClient;
import org.casenotesaudit.embedded.Judgements.Judged;

/** What an auditor takes away can be checked without this system, and any change of it shows. */
final class ExportChapter {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Story story;
  private final Cast cast;
  private final Settings settings;

  ExportChapter(Story story, Cast cast, Settings settings) {
    this.story = story;
    this.cast = cast;
    this.settings = settings;
  }

  void play(DemoClient client, Judged explained, String refusedAccessId, String nameAccessId)
      throws IOException, InterruptedException {
    var folder = Files.createDirectories(settings.run().resolve("demo"));
    var verifier = new Verifier(settings);
    var keys = keys(folder.resolve("log-keys.txt"));
    var proof = proof(explained.eventId(), folder.resolve(client.clientId() + ".tlog-proof"));
    told(verifier.run("check", "--keys", keys.toString(), proof.toString()), 0);

    var history = export(client, folder.resolve(client.clientId() + ".zip"));
    story.expect(
        HistoryFile.mentions(history, refusedAccessId),
        "the exported history does not mention the refused access " + refusedAccessId);
    story.says("The refusal of the manager is in it.");
    story.expect(
        HistoryFile.mentions(history, nameAccessId),
        "the exported history does not mention that the name was shown, access " + nameAccessId);
    story.says("That the officer was shown the client's name is in it.");
    var facts = new StringBuilder();
    for (var fact : explained.factEventIds()) {
      facts.append(HistoryFile.entryOf(history, fact));
    }
    story.expect(
        facts.indexOf(client.allocationId()) >= 0,
        "the facts that explained Maria's access do not hold her allocation "
            + client.allocationId());
    story.says(
        "The fact that explained Maria's access is in it: her allocation, and who recorded it.");
    told(verifier.run("check", "--keys", keys.toString(), history.toString()), 0);

    var changed = folder.resolve(client.clientId() + "-changed.zip");
    var flipped = HistoryFile.flipOneBit(history, changed);
    story.says("In a copy, one bit of one byte was flipped: %s.", flipped.where());
    var verdict = verifier.run("check", "--keys", keys.toString(), changed.toString());
    told(verdict, 1);
    story.expect(
        verdict.output().contains("entry " + flipped.entryIndex() + ":"),
        "the verifier does not name entry " + flipped.entryIndex());
    story.notes("export", history.toString());
    story.notes("proof", proof.toString());
  }

  /** An auditor has the log's key from elsewhere; here "elsewhere" is asked before the export. */
  private Path keys(Path file) throws IOException, InterruptedException {
    var answer =
        story.expect(200, cast.as(DemoPerson.ADA).get(App.AUDIT_TRAIL, "/v1/keys"), "GET the keys");
    var lines = new StringBuilder();
    answer.json().path("verifierKeys").forEach(key -> lines.append(key.asText()).append('\n'));
    story.expect(!lines.isEmpty(), "the log shows no key");
    Files.writeString(file, lines);
    return file;
  }

  private Path proof(String eventId, Path file) throws IOException, InterruptedException {
    var ada = cast.as(DemoPerson.ADA);
    var found =
        story.await(
            "an inclusion proof of event " + eventId,
            PATIENCE,
            () -> {
              var answer = ada.get(App.AUDIT_TRAIL, "/v1/proofs/inclusion?eventId=" + eventId);
              return answer.status() == 404
                  ? Optional.empty()
                  : Optional.of(story.expect(200, answer, "GET the inclusion proof"));
            });
    Files.write(file, found.answer().body());
    story.says("Ada, auditor, fetched the proof that the access by Maria is in the ledger.");
    return file;
  }

  private Path export(DemoClient client, Path file) throws IOException, InterruptedException {
    var answer =
        story.expect(
            200,
            cast.as(DemoPerson.ADA)
                .post(
                    App.AUDIT_TRAIL,
                    "/v1/exports",
                    Map.of("clientId", client.clientId(), "purpose", "AUDIT")),
            "POST /v1/exports");
    Files.write(file, answer.body());
    story.says("Ada exported the client's history: %s (%d bytes).", file, answer.body().length);
    return file;
  }

  private void told(Verifier.Verdict verdict, int expectedExit) {
    for (var line : verdict.output().lines().limit(12).toList()) {
      story.says("  verifier: %s", line);
    }
    story.expect(
        verdict.exitCode() == expectedExit,
        "the verifier ended with %d (expected: %d)".formatted(verdict.exitCode(), expectedExit));
    story.says("The verifier ended with exit code %d.", verdict.exitCode());
  }
}

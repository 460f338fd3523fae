package org.casenotesaudit.casenotes;

import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.casenotesaudit.testkit.contracts.CaseNotesStage;

/** The scenes of the contracts with access, set on the real app. */
final class CaseNotesOnStage implements CaseNotesStage {

  private final RunningCaseNotes app = RunningCaseNotes.shared();

  @Override
  public String url() {
    return app.server.getURL().toString();
  }

  @Override
  public String token() {
    return access();
  }

  @Override
  public Instant now() {
    return app.clock.instant();
  }

  @Override
  public void letPass(Duration duration) {
    app.clock.moveBy(duration);
  }

  @Override
  public Item note(String text) {
    return noteOf(app.aClient(), text);
  }

  @Override
  public Item restrictedNote(LocalDate clientDateOfBirth) {
    String client = aClient("Quillon", "Canarybird", clientDateOfBirth);
    app.restricted(client, MARIA);
    return noteOf(client, "words");
  }

  @Override
  public Item protectedNote() {
    return noteOf(app.aClient("{\"protectedLocation\":true}"), "words");
  }

  @Override
  public Item noteForNoAuditor() {
    return note("words");
  }

  @Override
  public Item identity(String givenName, String familyName, LocalDate dateOfBirth) {
    String client = aClient(givenName, familyName, dateOfBirth);
    return item("CLIENT_IDENTITY", client, client);
  }

  @Override
  public Item video() {
    String client = app.aClient();
    String sibling = app.aClient();
    consentOf(client);
    consentOf(sibling);
    return videoOf(client, sibling);
  }

  @Override
  public byte[] bytesOf(Item video) {
    byte[] bytes = new byte[100_001];
    new Random(video.clientIds().hashCode()).nextBytes(bytes);
    byte[] head = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'};
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  @Override
  public Item heldVideo() {
    return videoOf(app.aClient());
  }

  @Override
  public void changeFactsOf(Item item) {
    app.restricted(item.clientIds().getFirst().toString(), MARIA);
  }

  private Item noteOf(String client, String text) {
    return item("CASE_NOTE", app.aNoteIn(app.aCaseOf(client), text), client);
  }

  private static Item item(String kind, String id, String... clients) {
    return new Item(
        kind, UUID.fromString(id), List.of(clients).stream().map(UUID::fromString).toList());
  }

  private String aClient(String givenName, String familyName, LocalDate dateOfBirth) {
    return app.post(
            practitioner(MARIA),
            "/v1/clients",
            "{\"givenName\":\"%s\",\"familyName\":\"%s\",\"dateOfBirth\":\"%s\"}"
                .formatted(givenName, familyName, dateOfBirth))
        .expecting(201)
        .field("clientId");
  }

  private void consentOf(String client) {
    app.post(
            practitioner(MARIA),
            "/v1/clients/" + client + "/authorities",
            """
            {"authorityKind":"OWN_CONSENT","mediaKinds":["VIDEO"],"uses":["CAPTURE","VIEW"],
             "giver":"the client","validFrom":"%s"}
            """
                .formatted(app.anHourAgo().minusSeconds(60)))
        .expecting(201);
  }

  private Item videoOf(String... clients) {
    Item subjects = item("MEDIA", clients[0], clients);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.uri("/v1/cases/" + app.aCaseOf(clients[0]) + "/media"))
            .header("Authorization", "Bearer " + practitioner(MARIA));
    String mediaId =
        app.send(
                new MultipartForm()
                    .field("kind", "VIDEO")
                    .field("capturedAt", app.anHourAgo().toString())
                    .field("subjects", String.join(",", clients))
                    .file("video/mp4", bytesOf(subjects))
                    .post(request)
                    .build())
            .expecting(201)
            .field("mediaId");
    return item("MEDIA", mediaId, clients);
  }
}

package org.casenotesaudit.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.testkit.contracts.CaseNotesStage;

/** The scenes of case-notes' contracts, set on the stand-in. */
final class FakeOnStage implements CaseNotesStage, AutoCloseable {

  private final CaseNotesFake fake = CaseNotesFake.start();

  @Override
  public String url() {
    return fake.url();
  }

  @Override
  public String token() {
    return "any";
  }

  @Override
  public Instant now() {
    return fake.now();
  }

  @Override
  public void letPass(Duration duration) {
    fake.letPass(duration);
  }

  @Override
  public Item note(String text) {
    UUID client = UUID.randomUUID();
    return noteOf(client, fake.note(client, text));
  }

  @Override
  public Item restrictedNote(LocalDate clientDateOfBirth) {
    UUID client = UUID.randomUUID();
    return noteOf(client, fake.restricted(client, clientDateOfBirth.toString()));
  }

  @Override
  public Item protectedNote() {
    UUID client = UUID.randomUUID();
    return noteOf(client, fake.askingForGlass(client));
  }

  @Override
  public Item noteForNoAuditor() {
    UUID client = UUID.randomUUID();
    return noteOf(client, fake.refusing("ROLE_NEVER_PERMITTED", client));
  }

  @Override
  public Item identity(String givenName, String familyName, LocalDate dateOfBirth) {
    UUID client = UUID.randomUUID();
    fake.identity(client, givenName, familyName, dateOfBirth);
    return new Item("CLIENT_IDENTITY", client, List.of(client));
  }

  @Override
  public Item video() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    return new Item("MEDIA", fake.video(one, other), List.of(one, other));
  }

  @Override
  public byte[] bytesOf(Item video) {
    return CaseNotesFake.mediaBytes();
  }

  @Override
  public Item heldVideo() {
    UUID client = UUID.randomUUID();
    return new Item("MEDIA", fake.refusing("MEDIA_HELD", client), List.of(client));
  }

  @Override
  public void changeFactsOf(Item item) {
    fake.factsChangeBeforeContentOf(item.id());
  }

  @Override
  public void close() {
    fake.close();
  }

  private static Item noteOf(UUID client, UUID note) {
    return new Item("CASE_NOTE", note, List.of(client));
  }
}

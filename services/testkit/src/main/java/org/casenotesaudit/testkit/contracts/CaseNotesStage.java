package org.casenotesaudit.testkit.contracts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Records for access to ask for, each with clients of its own. */
public interface CaseNotesStage extends EdgeStage {

  /**
   * A record.
   *
   * @param kind how access asks for it
   * @param clientIds whom it is about, the one whose case holds it first
   */
  record Item(String kind, UUID id, List<UUID> clientIds) {

    public Item {
      clientIds = List.copyOf(clientIds);
    }

    UUID clientId() {
      return clientIds.getFirst();
    }

    Item askedForAs(String otherKind) {
      return new Item(otherKind, id, clientIds);
    }
  }

  /** By the clock of whoever decides. */
  Instant now();

  void letPass(Duration duration);

  /** A note that everybody may open who reads notes at all. */
  Item note(String text);

  /** A note of a client whose record is closed to all but one named worker. */
  Item restrictedNote(LocalDate clientDateOfBirth);

  /** A note of a client whose whereabouts are protected: strangers state an emergency first. */
  Item protectedNote();

  /** A note, to be asked for by somebody who is an auditor and nothing else. */
  Item noteForNoAuditor();

  /** Who a client is. */
  Item identity(String givenName, String familyName, LocalDate dateOfBirth);

  /** A video of two clients who agreed to it, longer than 64 KiB. */
  Item video();

  byte[] bytesOf(Item video);

  /** A video of one client, whose capture nothing covers. */
  Item heldVideo();

  /** Something is recorded about this item's client that decides who may open it. */
  void changeFactsOf(Item item);
}

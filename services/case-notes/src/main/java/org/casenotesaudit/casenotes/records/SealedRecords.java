package org.casenotesaudit.casenotes.records;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.casenotesaudit.casenotes.sealing.DataKey;
import org.casenotesaudit.casenotes.sealing.KeyRing;
import org.casenotesaudit.casenotes.sealing.Place;

/** Seals and opens what is written about a client, under the client's own key. */
@Singleton
public class SealedRecords {

  private final KeyRing keys;
  private final ObjectMapper json;

  SealedRecords(KeyRing keys, ObjectMapper json) {
    this.keys = keys;
    this.json = json;
  }

  /**
   * A new client's key and identity.
   *
   * @param wrappedKey to store in the client's row
   * @param sealedIdentity to store in the client's row
   */
  public record NewClient(byte[] wrappedKey, byte[] sealedIdentity) {}

  public NewClient sealNew(UUID clientId, Identity identity) {
    KeyRing.Fresh fresh = keys.fresh(Place.keyOfClient(clientId));
    try {
      byte[] plain = json.writeValueAsBytes(identity);
      return new NewClient(fresh.wrapped(), fresh.key().seal(plain, Place.identity(clientId)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Identity identityOf(ClientRow client) {
    byte[] plain = keyOf(client).open(client.sealedIdentity(), Place.identity(client.clientId()));
    try {
      return json.readValue(plain, Identity.class);
    } catch (IOException failure) {
      // The cause is left out: its message quotes what it could not read.
      throw new IllegalStateException("identity of " + client.clientId() + ": unreadable");
    }
  }

  public byte[] seal(ClientRow client, String text, Place place) {
    return keyOf(client).seal(text.getBytes(StandardCharsets.UTF_8), place);
  }

  public String open(ClientRow client, byte[] sealed, Place place) {
    return new String(keyOf(client).open(sealed, place), StandardCharsets.UTF_8);
  }

  private DataKey keyOf(ClientRow client) {
    return keys.unwrap(client.wrappedKey(), Place.keyOfClient(client.clientId()));
  }
}

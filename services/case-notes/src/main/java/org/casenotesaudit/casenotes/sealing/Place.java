package org.casenotesaudit.casenotes.sealing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where a sealed value belongs. It is authenticated with the value, so that a value moved to
 * another row does not open.
 *
 * @param text the place in words and ids
 */
public record Place(String text) {

  public static Place keyOfClient(UUID clientId) {
    return new Place("client-key/" + clientId);
  }

  public static Place keyOfMedia(UUID mediaId) {
    return new Place("media-key/" + mediaId);
  }

  public static Place identity(UUID clientId) {
    return new Place("identity/" + clientId);
  }

  public static Place note(UUID noteId, int version) {
    return new Place("note/" + noteId + "/" + version);
  }

  public static Place evidence(UUID authorityId) {
    return new Place("evidence/" + authorityId);
  }

  public static Place conflictKind(UUID conflictId) {
    return new Place("conflict/" + conflictId);
  }

  public static Place objectionReason(UUID objectionId) {
    return new Place("objection/" + objectionId);
  }

  /** Marks the last chunk, so that a recording cannot be cut short unnoticed. */
  public static Place chunk(UUID mediaId, int index, boolean last) {
    return new Place("media/" + mediaId + "/" + index + (last ? "/last" : "/more"));
  }

  byte[] authenticated() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

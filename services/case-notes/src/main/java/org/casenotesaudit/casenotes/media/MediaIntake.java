package org.casenotesaudit.casenotes.media;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.CaseNotesSettings;
import org.casenotesaudit.casenotes.sealing.KeyRing;
import org.casenotesaudit.casenotes.sealing.Place;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/**
 * Takes a file in as it streams: looks at its first bytes, seals it chunk by chunk, stores the
 * chunks. The plain bytes are never on a disk of ours, and no more than a few chunks are in memory.
 */
@Singleton
public class MediaIntake {

  /** Plain bytes in a chunk; what a request for one byte costs to open. */
  static final int CHUNK_BYTES = 64 * 1024;

  private static final int CHUNKS_PER_TRANSACTION = 16;

  private final ChunkStore chunks;
  private final KeyRing keys;
  private final IdSource ids;
  private final CaseNotesSettings settings;

  MediaIntake(ChunkStore chunks, KeyRing keys, IdSource ids, CaseNotesSettings settings) {
    this.chunks = chunks;
    this.keys = keys;
    this.ids = ids;
    this.settings = settings;
  }

  /**
   * @throws ProblemException 415 if the bytes are not what was declared, 413 if there are too many,
   *     400 if there are none; nothing is kept then
   */
  public Upload take(InputStream file, DeclaredType declared) throws IOException {
    UUID mediaId = ids.next();
    KeyRing.Fresh key = keys.fresh(Place.keyOfMedia(mediaId));
    boolean taken = false;
    try {
      Upload upload = store(file, declared, mediaId, key);
      taken = true;
      return upload;
    } finally {
      if (!taken) {
        chunks.discard(mediaId);
      }
    }
  }

  private Upload store(InputStream file, DeclaredType declared, UUID mediaId, KeyRing.Fresh key)
      throws IOException {
    byte[] plain = file.readNBytes(CHUNK_BYTES);
    if (plain.length == 0) {
      throw ProblemException.invalidField("file", "0 bytes", "1 byte or more");
    }
    String mediaType =
        declared.provenBy(Arrays.copyOf(plain, Math.min(plain.length, Container.BYTES_LOOKED_AT)));
    MessageDigest digest = sha256();
    List<byte[]> waiting = new ArrayList<>();
    long size = 0;
    int index = 0;
    while (plain.length > 0) {
      size += plain.length;
      if (size > settings.mediaBytesMax()) {
        throw tooLarge();
      }
      digest.update(plain);
      // One chunk ahead: the last one is sealed as the last.
      byte[] following = file.readNBytes(CHUNK_BYTES);
      waiting.add(key.key().seal(plain, Place.chunk(mediaId, index, following.length == 0)));
      index++;
      if (waiting.size() == CHUNKS_PER_TRANSACTION || following.length == 0) {
        chunks.append(mediaId, index - waiting.size(), waiting);
        waiting.clear();
      }
      plain = following;
    }
    return new Upload(
        mediaId, key.wrapped(), mediaType, size, index, HexFormat.of().formatHex(digest.digest()));
  }

  /** Takes back an upload that became no recording. */
  public void discard(Upload upload) {
    chunks.discard(upload.mediaId());
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "media-too-large",
        "file: \"more than "
            + settings.mediaBytesMax()
            + " bytes\" (expected: at most "
            + settings.mediaBytesMax()
            + ")");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", impossible);
    }
  }
}

package org.casenotesaudit.casenotes.media;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.casenotesaudit.casenotes.records.MediaRow;
import org.casenotesaudit.casenotes.sealing.DataKey;
import org.casenotesaudit.casenotes.sealing.KeyRing;
import org.casenotesaudit.casenotes.sealing.Place;

/** Opens parts of recordings. Who may is decided before. */
@Singleton
public class MediaOutlet {

  private final ChunkStore chunks;
  private final KeyRing keys;

  MediaOutlet(ChunkStore chunks, KeyRing keys) {
    this.chunks = chunks;
    this.keys = keys;
  }

  /**
   * The plain bytes from first to last, both inclusive. Reading ends with an {@link IOException}
   * where a chunk was altered or cannot be had.
   *
   * @throws org.casenotesaudit.casenotes.sealing.BrokenSealException if that is the first piece
   */
  public InputStream open(MediaRow media, long first, long last) {
    InputStream part = stream(media, first, last);
    // The first piece before the answer begins: what cannot be opened at all gets an honest status.
    // What breaks later ends the connection before the length announced.
    return new SequenceInputStream(beginningOf(part), new BreakableStream(part));
  }

  private static InputStream beginningOf(InputStream part) {
    try {
      return new ByteArrayInputStream(part.readNBytes(MediaIntake.CHUNK_BYTES));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private InputStream stream(MediaRow media, long first, long last) {
    UUID mediaId = media.mediaId();
    DataKey key = keys.unwrap(media.wrappedKey(), Place.keyOfMedia(mediaId));
    int lastIndex = Math.toIntExact((media.sizeBytes() - 1) / MediaIntake.CHUNK_BYTES);
    return new RecordingStream(
        index ->
            key.open(chunks.read(mediaId, index), Place.chunk(mediaId, index, index == lastIndex)),
        first,
        last);
  }
}

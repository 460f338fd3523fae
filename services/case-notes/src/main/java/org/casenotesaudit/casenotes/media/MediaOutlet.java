package org.casenotesaudit.casenotes.media;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.casenotesaudit.casenotes.records.MediaRow;
import org.casenotesaudit.casenotes.sealing.DataKey;
import org.casenotesaudit.casenotes.sealing.KeyRing;
import org.casenotesaudit.casenotes.sealing.Place;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Opens parts of recordings. Who may is decided before. */
@Singleton
public class MediaOutlet {

  private final ChunkStore chunks;
  private final KeyRing keys;
  private final Scheduler scheduler;

  MediaOutlet(
      ChunkStore chunks, KeyRing keys, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.chunks = chunks;
    this.keys = keys;
    this.scheduler = Schedulers.fromExecutorService(blocking);
  }

  /**
   * The plain bytes from first to last, both inclusive. Reading fails with {@link
   * org.casenotesaudit.casenotes.sealing.BrokenSealException} where a chunk was altered.
   */
  public Flux<byte[]> open(MediaRow media, long first, long last) {
    InputStream part = stream(media, first, last);
    // The first piece before the answer begins: what cannot be opened at all gets an honest status.
    // What
    // breaks later ends the connection before the length announced.
    byte[] beginning = next(part);
    return Flux.just(beginning)
        .concatWith(
            Flux.<byte[]>generate(
                    sink -> {
                      byte[] piece = next(part);
                      if (piece.length == 0) {
                        sink.complete();
                      } else {
                        sink.next(piece);
                      }
                    })
                .subscribeOn(scheduler));
  }

  private static byte[] next(InputStream part) {
    try {
      return part.readNBytes(MediaIntake.CHUNK_BYTES);
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

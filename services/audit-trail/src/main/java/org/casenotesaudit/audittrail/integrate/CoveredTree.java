package org.casenotesaudit.audittrail.integrate;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.tile.TileReader;

/** The log as the published checkpoint covers it: what proofs and exports are made from. */
@Singleton
public class CoveredTree {

  /** A checkpoint follows an append within a second; a reader waits a little longer than that. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final LogFolder folder;

  CoveredTree(LogFolder folder) {
    this.folder = folder;
  }

  /** A signed checkpoint and the tree under it. */
  public record Covered(SignedNote checkpoint, long size, TileReader reader) {}

  /** The tree under the published checkpoint, if there is one yet. */
  public Optional<Covered> published() throws IOException {
    Optional<SignedNote> note = folder.checkpoint();
    if (note.isEmpty()) {
      return Optional.empty();
    }
    long size = Checkpoint.parse(note.get().text()).head().size();
    return Optional.of(new Covered(note.get(), size, folder.reader(size)));
  }

  /** The published tree once it holds that entry; waits for it, but not for long. */
  public Optional<Covered> covering(long index) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Covered> covered = published().filter(tree -> tree.size() > index);
      if (covered.isPresent() || System.nanoTime() - until > 0) {
        return covered;
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  /** Entries under the published checkpoint. */
  public long size() throws IOException {
    return published().map(Covered::size).orElse(0L);
  }

  /**
   * Reads the tree as it was at an earlier size, whether it had a checkpoint then or not.
   *
   * @param publishedSize what {@link #size} said
   */
  public TileReader reader(long size, long publishedSize) {
    return folder.reader(size, publishedSize);
  }
}

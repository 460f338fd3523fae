package org.casenotesaudit.audittrail.integrate;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.audittrail.integrate.FaultPoint.Step;
import org.casenotesaudit.audittrail.integrate.TreeTable.Appended;
import org.casenotesaudit.audittrail.integrate.TreeTable.StoredTree;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.log.LogRecord;
import org.casenotesaudit.ledger.log.TreeCheck;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.note.SigningKey;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * Makes checkpoints, step by step: rows, tiles, stored head, signer's memory, signature,
 * publishing. Each step gives the same result when it is done again, so a crash between any two
 * costs nothing.
 *
 * <p>Only a head that compare-and-swap has stored is signed, and never one that is behind or beside
 * what was signed before, as far as the signer's own file and the newest receipt know.
 */
public final class Checkpoints {

  /** Entries taken into tiles at a time: whole tiles, a few megabytes. */
  private static final long STEP_ENTRIES = 8 * 256;

  /** A start must not take longer with each year; the tiles alone vouch for what is older. */
  private static final long ENTRIES_HASHED_AT_START = 1L << 18;

  private final TreeTable table;
  private final LogFolder folder;
  private final SigningKey key;
  private final HighWater highWater;
  private final NewestReceipt receipt;
  private final InstantSource clock;
  private final FaultPoint faults;
  private volatile boolean receiptAsked;

  public Checkpoints(
      TreeTable table,
      LogFolder folder,
      SigningKey key,
      SignedBefore before,
      InstantSource clock,
      FaultPoint faults) {
    this.table = table;
    this.folder = folder;
    this.key = key;
    this.highWater = before.highWater();
    this.receipt = before.receipt();
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * Checks, before anything is written, that tiles, database and signer tell one history: every
   * tile follows from the tiles below it, up to the stored root, and the newest entries are those
   * of the tiles.
   *
   * @throws TreeMismatchException saying what was found and what was expected
   */
  public void verify() throws SQLException, IOException {
    StoredTree tree = table.stored();
    TreeHead stored = tree.head();
    if (highWater.isAbsent() && tree.checkpoint() != null) {
      throw new TreeMismatchException(
          "log-high-water: absent (expected: beside the key of a log that has signed "
              + stored.size()
              + " entries)");
    }
    if (stored.size() < highWater.size()) {
      throw new TreeMismatchException(
          "tree size in the database: "
              + stored.size()
              + " (expected: "
              + highWater.size()
              + " or more, which this log has signed; an older backup was restored)");
    }
    TreeHead fromTiles = checkedTiles(stored.size());
    if (!fromTiles.equals(stored)) {
      throw new TreeMismatchException(
          "root of the tiles at size "
              + stored.size()
              + ": "
              + fromTiles.root().toHex()
              + " (expected: "
              + stored.root().toHex()
              + ", as stored in the database)");
    }
    TreeHead signed = folder.reader(highWater.size(), stored.size()).head();
    if (!Arrays.equals(signed.root().bytes(), highWater.root())) {
      throw new TreeMismatchException(
          "root of the tiles at size "
              + highWater.size()
              + ": "
              + signed.root().toHex()
              + " (expected: "
              + java.util.HexFormat.of().formatHex(highWater.root())
              + ", as signed)");
    }
    long entries = table.appended().entries();
    if (entries < stored.size()) {
      throw new TreeMismatchException(
          "entries in the database: " + entries + " (expected: " + stored.size() + " or more)");
    }
  }

  /**
   * Asks once, before anything is signed, whether the sources were told of a larger tree than the
   * stored one.
   *
   * @throws SigningRefusedException if they were: database and keys are of an older snapshot
   * @throws RuntimeException if the newest receipt cannot be asked for now; ask again
   */
  public void askReceipt() throws SQLException {
    if (receiptAsked) {
      return;
    }
    // In this order: another process may sign meanwhile, and stores a head before it tells of it.
    long told = receipt.treeSize().orElse(0);
    long stored = table.stored().head().size();
    if (stored < told) {
      throw new SigningRefusedException(
          "tree size in the database: "
              + stored
              + " (expected: "
              + told
              + " or more, which the newest receipt tells of; an older backup was restored)");
    }
    receiptAsked = true;
  }

  /**
   * Brings tiles and checkpoint up to what was appended.
   *
   * @return what the published checkpoint covers now; nothing when another process is at it
   * @throws SigningRefusedException if signing would tell a second history
   */
  public Optional<Appended> advance() throws SQLException, IOException {
    askReceipt();
    return table.alone(this::advanceAlone);
  }

  private Appended advanceAlone() throws SQLException, IOException {
    Appended appended = table.appended();
    StoredTree stored = table.stored();
    TreeHead head = stored.head();
    while (head.size() < appended.entries()) {
      head = integrate(head, appended.entries());
    }
    SignedNote checkpoint = stored.checkpoint();
    if (checkpoint == null || !Checkpoint.parse(checkpoint.text()).head().equals(head)) {
      checkpoint = sign(head);
      folder.publish(checkpoint);
      faults.reached(Step.CHECKPOINT_PUBLISHED);
    } else if (folder.checkpoint().filter(checkpoint::equals).isEmpty()) {
      folder.publish(checkpoint);
    }
    return appended;
  }

  private TreeHead integrate(TreeHead head, long entries) throws SQLException, IOException {
    long to = Math.min(entries, (head.size() + STEP_ENTRIES) / 256 * 256);
    List<LogRecord> records = table.records(head.size(), to);
    if (records.size() != to - head.size()) {
      throw new TreeMismatchException(
          "entries from "
              + head.size()
              + ": "
              + records.size()
              + " (expected: "
              + (to - head.size())
              + " without a gap)");
    }
    faults.reached(Step.ROWS_READ);
    TreeHead grown = folder.integrate(head.size(), records);
    faults.reached(Step.TILES_WRITTEN);
    if (!table.swap(head, grown)) {
      throw new TreeMismatchException(
          "stored head: another (expected: size " + head.size() + "; somebody else moved it)");
    }
    faults.reached(Step.HEAD_STORED);
    return grown;
  }

  private SignedNote sign(TreeHead head) throws SQLException {
    highWater.raise(head.size(), head.root().bytes());
    faults.reached(Step.HIGH_WATER_RAISED);
    SignedNote note = new Checkpoint(key.verifierKey().name(), head).sign(key);
    if (!table.keep(head, note, clock.instant())) {
      throw new TreeMismatchException(
          "stored head: another (expected: size " + head.size() + "; somebody else moved it)");
    }
    faults.reached(Step.CHECKPOINT_KEPT);
    return note;
  }

  private TreeHead checkedTiles(long size) throws IOException {
    try {
      return TreeCheck.check(folder, size, ENTRIES_HASHED_AT_START);
    } catch (LedgerException e) {
      throw new TreeMismatchException(e.getMessage(), e);
    }
  }
}

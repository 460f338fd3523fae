package org.casenotesaudit.casenotes;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import org.casenotesaudit.casenotes.records.WrappingKeyRow;
import org.casenotesaudit.casenotes.records.WrappingKeyRows;
import org.casenotesaudit.casenotes.sealing.KeyRing;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.KeyFile;

/** Joins the key file to the database that was sealed with it. */
@Factory
final class SealingBeans {

  private static final String WRAPPING_KEY = "case-notes-wrapping.key";

  /**
   * Made at start: a database that was sealed with another key must not be served, for every
   * reading would fail and every writing would split the records over two keys.
   */
  @Context
  KeyRing keyRing(
      CaseNotesSettings settings,
      AuditSettings audit,
      WrappingKeyRows keys,
      TransactionOperations<Connection> transactions,
      InstantSource clock)
      throws IOException {
    SecureRandom random = new SecureRandom();
    Path file = Path.of(settings.keysDir()).resolve(WRAPPING_KEY);
    byte[] key = KeyFile.readOrMake(file, audit.production(), random);
    KeyRing ring = new KeyRing(key, random);
    transactions.executeWrite(
        status -> {
          requireSameKey(keys, ring, clock);
          return ring;
        });
    return ring;
  }

  private static void requireSameKey(WrappingKeyRows keys, KeyRing ring, InstantSource clock) {
    List<WrappingKeyRow> known = keys.findAll();
    if (known.isEmpty()) {
      keys.save(new WrappingKeyRow(ring.keyId(), clock.instant()));
    } else if (known.stream().noneMatch(row -> row.keyId().equals(ring.keyId()))) {
      throw new IllegalStateException(
          "wrapping key: "
              + ring.keyId()
              + " (expected: "
              + known.getFirst().keyId()
              + ", with which this database was sealed)");
    }
  }
}

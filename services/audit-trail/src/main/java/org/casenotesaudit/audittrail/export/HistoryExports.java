package org.casenotesaudit.audittrail.export;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.casenotesaudit.audittrail.TrailSettings;
import org.casenotesaudit.audittrail.integrate.CoveredTree;
import org.casenotesaudit.audittrail.integrate.CoveredTree.Covered;
import org.casenotesaudit.audittrail.keys.PersonKeys;
import org.casenotesaudit.audittrail.keys.PersonRef;
import org.casenotesaudit.audittrail.keys.PersonRefs;
import org.casenotesaudit.events.ExportFormat;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.TrailExported;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.history.HistoryArchive;
import org.casenotesaudit.ledger.history.HistoryHeader;
import org.casenotesaudit.ledger.note.SigningKey;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.security.Caller;

/**
 * Makes client histories as archives. The archive is made whole before its export is recorded, and
 * the export is recorded before the first byte leaves: what failed half-way was no export.
 */
@Singleton
public class HistoryExports {

  private final DataSource database;
  private final CoveredTree tree;
  private final PersonRefs refs;
  private final PersonKeys keys;
  private final SigningKey logKey;
  private final EventOutbox outbox;
  private final InstantSource clock;
  private final IdSource ids;
  private final Path folder;

  HistoryExports(
      DataSource database,
      CoveredTree tree,
      PersonRefs refs,
      PersonKeys keys,
      SigningKey logKey,
      EventOutbox outbox,
      InstantSource clock,
      IdSource ids,
      TrailSettings settings) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
    this.tree = tree;
    this.refs = refs;
    this.keys = keys;
    this.logKey = logKey;
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
    this.folder = settings.exportFolder();
  }

  /**
   * An archive, ready to be sent.
   *
   * @param content its bytes; closing it gives back the space that they take
   */
  public record Export(UUID exportId, Instant exportedAt, long bytes, InputStream content) {}

  /**
   * Exports all that the log links to a client up to a checkpoint that covers all there is now.
   *
   * @return the archive; empty when the log links nothing to that id
   * @throws OwnConcernException if it is not for this auditor to read; nothing was exported
   * @throws CheckpointLateException if no checkpoint came in time; nothing was exported
   */
  public Optional<Export> export(Caller auditor, String clientId, Purpose purpose)
      throws SQLException, IOException, InterruptedException {
    PersonRef client = refs.of(KeyOwner.client(clientId));
    Optional<Long> last = lastIndex(client);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Covered covered = tree.covering(last.get()).orElseThrow(CheckpointLateException::new);
    ClientHistory history = new ClientHistory(database, keys, client, covered.reader());
    if (OwnConcern.isIn(history, auditor.subject())) {
      throw new OwnConcernException();
    }
    UUID exportId = ids.next();
    Instant exportedAt = clock.instant();
    FileChannel file = namelessFile(exportId);
    try {
      write(
          file,
          new HistoryHeader(
              clientId,
              exportId.toString(),
              purpose.name(),
              exportedAt,
              covered.checkpoint(),
              List.of(logKey.verifierKey())),
          history);
      outbox.publishAlone(
          Topics.TRAIL_READS,
          TrailExported.newBuilder()
              .setEnvelope(outbox.envelope(auditor.subject(), clientId))
              .setExportId(exportId.toString())
              .setPurpose(purpose)
              .setFormats(List.of(ExportFormat.NDJSON, ExportFormat.CSV))
              .setEntryCount(count(client, covered.size()))
              .setTreeSize(covered.size())
              .build());
      long bytes = file.size();
      file.position(0);
      return Optional.of(new Export(exportId, exportedAt, bytes, Channels.newInputStream(file)));
    } catch (IOException | SQLException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void write(FileChannel file, HistoryHeader header, ClientHistory history)
      throws IOException {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
    HistoryArchive.write(out, header, history);
    out.flush();
  }

  /**
   * A history lies here in plain text. So its file has no name from the moment it is open, and is
   * gone with this process however that ends.
   */
  private FileChannel namelessFile(UUID exportId) throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve(exportId + ".zip"),
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private Optional<Long> lastIndex(PersonRef client) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT index FROM entry WHERE client_ref = ? ORDER BY index DESC LIMIT 1")) {
      select.setBytes(1, client.bytes());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private long count(PersonRef client, long treeSize) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*) FROM entry WHERE client_ref = ? AND index < ?")) {
      select.setBytes(1, client.bytes());
      select.setLong(2, treeSize);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}

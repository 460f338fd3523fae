package org.casenotesaudit.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.RecordQuarantined;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.consume.QuarantineNotice;

/** Puts receipts aside that could not be read, and tells of each once. */
final class ReceiptQuarantine {

  private final String agencyId;
  private final Outbox outbox;

  ReceiptQuarantine(String agencyId, Outbox outbox) {
    this.agencyId = agencyId;
    this.outbox = outbox;
  }

  /** Keeps the bytes and appends the event, in the caller's transaction; again, it does nothing. */
  void put(
      Connection connection,
      ConsumerRecord<byte[], byte[]> record,
      Uuid topicId,
      QuarantineCode code)
      throws SQLException {
    Envelope envelope = outbox.envelope(null, null);
    RecordQuarantined notice = QuarantineNotice.of(envelope, record, code);
    if (keep(connection, record, topicId, notice)) {
      outbox.append(connection, Topics.quarantineOf(envelope.getSource()), notice);
    }
  }

  private boolean keep(
      Connection connection,
      ConsumerRecord<byte[], byte[]> record,
      Uuid topicId,
      RecordQuarantined notice)
      throws SQLException {
    String sql =
        """
        INSERT INTO outbox_receipt_quarantine
          (agency_id, topic, topic_id, partition, record_offset, value_digest, code, record_key,
           record_value, received_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, agencyId);
      insert.setString(2, record.topic());
      insert.setString(3, topicId.toString());
      insert.setInt(4, record.partition());
      insert.setLong(5, record.offset());
      insert.setString(6, notice.getValueDigest());
      insert.setString(7, notice.getCode().name());
      insert.setBytes(8, record.key());
      insert.setBytes(9, record.value());
      insert.setObject(10, notice.getEnvelope().getRecordedAt().atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() > 0;
    }
  }
}

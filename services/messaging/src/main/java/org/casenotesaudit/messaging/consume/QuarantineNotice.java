package org.casenotesaudit.messaging.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.RecordQuarantined;
import org.casenotesaudit.messaging.ContentId;

/** What is told of a record that could not be taken in: where it lies, its hash and why. */
public final class QuarantineNotice {

  private static final byte[] NOTHING = {};

  private QuarantineNotice() {}

  public static RecordQuarantined of(
      Envelope envelope, ConsumerRecord<byte[], byte[]> record, QuarantineCode why) {
    return RecordQuarantined.newBuilder()
        .setEnvelope(envelope)
        .setTopic(record.topic())
        .setPartition(record.partition())
        .setOffset(record.offset())
        .setValueDigest(digest(record))
        .setCode(why)
        .build();
  }

  /** SHA-256 of the record's value, in hexadecimal; a value that is null counts as empty. */
  public static String digest(ConsumerRecord<byte[], byte[]> record) {
    return ContentId.sha256Hex(record.value() == null ? NOTHING : record.value());
  }
}

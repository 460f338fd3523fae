package org.casenotesaudit.messaging.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.events.QuarantineCode;

/** What became of a record's value when read exactly as it was written: no field added or lost. */
public sealed interface AsWritten {

  /** The record under the schema of its writer, as the registry holds it. */
  record Decoded(GenericRecord record, Schema writerSchema) implements AsWritten {}

  /**
   * Bytes that cannot be taken in, now or later: for quarantine.
   *
   * @param detail found and expected, without any content of the record
   */
  record Undecodable(QuarantineCode code, String detail) implements AsWritten {}
}

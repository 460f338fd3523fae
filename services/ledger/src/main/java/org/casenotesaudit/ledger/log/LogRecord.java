package org.casenotesaudit.ledger.log;

/**
 * What one entry brings to disk: its public bytes and its encrypted disclosures, both exactly as
 * the database holds them.
 */
public final class LogRecord {
  private final byte[] entry;
  private final byte[] sealedRecord;

  public LogRecord(byte[] entry, byte[] sealedRecord) {
    this.entry = entry.clone();
    this.sealedRecord = sealedRecord.clone();
  }

  byte[] entry() {
    return entry;
  }

  byte[] sealedRecord() {
    return sealedRecord;
  }
}

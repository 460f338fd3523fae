package org.casenotesaudit.audittrail.integrate;

/**
 * What was signed before, as it is remembered outside of the database: a database that knows of
 * less is an older backup, and what it would sign a second history.
 *
 * @param highWater the signer's own memory, beside the key
 * @param receipt what the sources were told
 */
public record SignedBefore(HighWater highWater, NewestReceipt receipt) {}

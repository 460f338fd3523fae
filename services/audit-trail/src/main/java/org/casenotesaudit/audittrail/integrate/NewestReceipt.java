package org.casenotesaudit.audittrail.integrate;

import java.util.OptionalLong;

/**
 * What the ledger last told its sources that it had signed. This memory lies in Kafka: who restores
 * database and keys from one snapshot does not restore it with them.
 */
@FunctionalInterface
public interface NewestReceipt {

  /**
   * Size of the tree that it speaks of; none when no receipt was ever sent.
   *
   * @throws RuntimeException if it cannot be asked now; nothing may be signed before it was
   */
  OptionalLong treeSize();
}

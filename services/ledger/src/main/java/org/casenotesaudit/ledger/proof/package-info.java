/** Proofs that an entry is in a tree and that one tree extends another. */
@NullMarked
package org.casenotesaudit.ledger.proof;

import org.jspecify.annotations.NullMarked;

/** Signed notes, their keys, checkpoints and cosignatures as C2SP defines them. */
@NullMarked
package org.casenotesaudit.ledger.note;

import org.jspecify.annotations.NullMarked;

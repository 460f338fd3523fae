/** The log as a folder: integrating entries, publishing checkpoints, auditing everything. */
@NullMarked
package org.casenotesaudit.ledger.log;

import org.jspecify.annotations.NullMarked;

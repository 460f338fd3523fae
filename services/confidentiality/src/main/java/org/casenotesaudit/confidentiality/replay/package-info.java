/** Judges a client's accesses again from what the ledger holds, and compares with what was said. */
@NullMarked
package org.casenotesaudit.confidentiality.replay;

import org.jspecify.annotations.NullMarked;

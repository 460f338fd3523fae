/** The tamper-evident log as a library: everything here is pure or works on one folder. */
@NullMarked
package org.casenotesaudit.ledger;

import org.jspecify.annotations.NullMarked;

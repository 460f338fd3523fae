/** One entry of the log: public fields, sealed fields, disclosures and their encryption. */
@NullMarked
package org.casenotesaudit.ledger.entry;

import org.jspecify.annotations.NullMarked;

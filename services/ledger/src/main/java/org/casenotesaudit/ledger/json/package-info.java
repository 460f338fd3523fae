/** Strict JSON in, canonical JSON out: what entries and disclosures are made of. */
@NullMarked
package org.casenotesaudit.ledger.json;

import org.jspecify.annotations.NullMarked;

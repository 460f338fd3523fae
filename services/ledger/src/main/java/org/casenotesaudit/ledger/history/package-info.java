/** A client's history as a ZIP file: written by audit-trail, checked offline by verifier. */
@NullMarked
package org.casenotesaudit.ledger.history;

import org.jspecify.annotations.NullMarked;

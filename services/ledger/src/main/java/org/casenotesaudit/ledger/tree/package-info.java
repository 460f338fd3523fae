/** RFC 6962 hashing and the running tree head. */
@NullMarked
package org.casenotesaudit.ledger.tree;

import org.jspecify.annotations.NullMarked;

/** The ledger writer, tile and proof server, and exports. */
@NullMarked
package org.casenotesaudit.audittrail;

import org.jspecify.annotations.NullMarked;

/** Where the parts of a log lie and how they are cut: tiles and entry bundles. */
@NullMarked
package org.casenotesaudit.ledger.tile;

import org.jspecify.annotations.NullMarked;

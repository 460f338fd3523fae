/** From rows to tiles, from tiles to a signed checkpoint. */
@NullMarked
package org.casenotesaudit.audittrail.integrate;

import org.jspecify.annotations.NullMarked;

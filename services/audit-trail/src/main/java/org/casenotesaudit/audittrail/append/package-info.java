/** From records on topics to entries with gapless indexes, in one transaction. */
@NullMarked
package org.casenotesaudit.audittrail.append;

import org.jspecify.annotations.NullMarked;

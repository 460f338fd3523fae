/** Opening records for access: decide, grant, redeem. Content leaves here and nowhere else. */
@NullMarked
package org.casenotesaudit.casenotes.reading;

import org.jspecify.annotations.NullMarked;

/** A consumer that never skips: positions live with what was made of the records. */
@NullMarked
package org.casenotesaudit.messaging.consume;

import org.jspecify.annotations.NullMarked;

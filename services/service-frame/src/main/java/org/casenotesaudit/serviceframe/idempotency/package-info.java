/** The same request twice gives the same answer and does the work once. */
@NullMarked
package org.casenotesaudit.serviceframe.idempotency;

import org.jspecify.annotations.NullMarked;

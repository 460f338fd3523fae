/** Errors as RFC 9457 problem details: one code, one sentence with found and expected. */
@NullMarked
package org.casenotesaudit.serviceframe.problem;

import org.jspecify.annotations.NullMarked;

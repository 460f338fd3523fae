/** The command line that checks exports, proofs and whole logs without trusting the agency. */
@NullMarked
package org.casenotesaudit.verifier;

import org.jspecify.annotations.NullMarked;

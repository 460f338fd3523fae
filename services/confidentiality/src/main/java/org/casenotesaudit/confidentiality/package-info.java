/** Judges every access to a client's record, again whenever a late fact arrives. */
@NullMarked
package org.casenotesaudit.confidentiality;

import org.jspecify.annotations.NullMarked;

/** Facts in, judgement out: was there a reason for this access, and what speaks against it? */
@NullMarked
package org.casenotesaudit.rules;

import org.jspecify.annotations.NullMarked;

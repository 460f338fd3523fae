/** The decision whether a worker may open a record: facts in, answer out, nothing else touched. */
@NullMarked
package org.casenotesaudit.casenotes.deciding;

import org.jspecify.annotations.NullMarked;

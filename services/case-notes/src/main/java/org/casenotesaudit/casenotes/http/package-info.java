/** The HTTP edge: reads what callers send, names what is wrong with it, answers with references. */
@NullMarked
package org.casenotesaudit.casenotes.http;

import org.jspecify.annotations.NullMarked;

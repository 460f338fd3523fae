/** What a rule is: a named value with a basis, and a pure question put to a client file. */
@NullMarked
package org.casenotesaudit.rules.rule;

import org.jspecify.annotations.NullMarked;

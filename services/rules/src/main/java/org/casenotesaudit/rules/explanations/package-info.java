/** The explanations in force, one file each. */
@NullMarked
package org.casenotesaudit.rules.explanations;

import org.jspecify.annotations.NullMarked;

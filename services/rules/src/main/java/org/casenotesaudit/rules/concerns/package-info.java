/** The concerns in force, one file each. */
@NullMarked
package org.casenotesaudit.rules.concerns;

import org.jspecify.annotations.NullMarked;

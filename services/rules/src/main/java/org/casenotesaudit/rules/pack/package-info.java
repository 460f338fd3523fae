/** The parameters that an agency sets, as one versioned pack. */
@NullMarked
package org.casenotesaudit.rules.pack;

import org.jspecify.annotations.NullMarked;

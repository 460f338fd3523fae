/** How a service starts: whole, or not at all and with one line that says why. */
@NullMarked
package org.casenotesaudit.serviceframe.start;

import org.jspecify.annotations.NullMarked;

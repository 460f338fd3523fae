/** What alerts asks of other rooms over HTTP. */
@NullMarked
package org.casenotesaudit.alerts.neighbours;

import org.jspecify.annotations.NullMarked;

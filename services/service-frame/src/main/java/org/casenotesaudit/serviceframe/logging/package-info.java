/** What may stand in a log line. */
@NullMarked
package org.casenotesaudit.serviceframe.logging;

import org.jspecify.annotations.NullMarked;

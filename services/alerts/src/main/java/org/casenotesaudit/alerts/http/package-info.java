/** The REST edge. */
@NullMarked
package org.casenotesaudit.alerts.http;

import org.jspecify.annotations.NullMarked;

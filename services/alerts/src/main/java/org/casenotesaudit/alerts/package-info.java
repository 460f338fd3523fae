/** Alerts becomes concerns that a person settles, and every step of that is itself recorded. */
@NullMarked
package org.casenotesaudit.alerts;

import org.jspecify.annotations.NullMarked;

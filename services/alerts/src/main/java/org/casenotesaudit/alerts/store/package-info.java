/** Concerns in PostgreSQL. */
@NullMarked
package org.casenotesaudit.alerts.store;

import org.jspecify.annotations.NullMarked;

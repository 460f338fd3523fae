/** The keys that never enter PostgreSQL, and the persons' data keys that do, wrapped. */
@NullMarked
package org.casenotesaudit.audittrail.keys;

import org.jspecify.annotations.NullMarked;

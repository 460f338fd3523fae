/** Opening one record: ask, record, and only then show. */
@NullMarked
package org.casenotesaudit.access.opening;

import org.jspecify.annotations.NullMarked;

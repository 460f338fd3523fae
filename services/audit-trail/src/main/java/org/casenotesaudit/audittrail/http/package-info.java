/** What other programs and people ask the trail. */
@NullMarked
package org.casenotesaudit.audittrail.http;

import org.jspecify.annotations.NullMarked;

/** Histories as archives, and what they are made of. */
@NullMarked
package org.casenotesaudit.audittrail.export;

import org.jspecify.annotations.NullMarked;

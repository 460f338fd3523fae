/** What reviewers see and do, each step recorded before it is answered. */
@NullMarked
package org.casenotesaudit.alerts.review;

import org.jspecify.annotations.NullMarked;

/** The pages of compliance officers. */
@NullMarked
package org.casenotesaudit.alerts.console;

import org.jspecify.annotations.NullMarked;

/**
 * Takes alerts, judgements and worker files from their topics, position and effect in one
 * transaction.
 */
@NullMarked
package org.casenotesaudit.alerts.intake;

import org.jspecify.annotations.NullMarked;

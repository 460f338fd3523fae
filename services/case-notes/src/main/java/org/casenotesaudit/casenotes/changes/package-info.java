/**
 * Every change of a record: client row locked, rows written, events appended, in one transaction.
 */
@NullMarked
package org.casenotesaudit.casenotes.changes;

import org.jspecify.annotations.NullMarked;

/**
 * The tables, row by row, what is sealed in them, and the facts read from them. No decision is
 * taken here.
 */
@NullMarked
package org.casenotesaudit.casenotes.records;

import org.jspecify.annotations.NullMarked;

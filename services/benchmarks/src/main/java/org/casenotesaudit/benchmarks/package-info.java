/**
 * Measures the running system from outside: what a practitioner waits, what an officer waits, what
 * the ledger takes.
 */
@NullMarked
package org.casenotesaudit.benchmarks;

import org.jspecify.annotations.NullMarked;

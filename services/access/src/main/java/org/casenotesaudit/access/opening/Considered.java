package org.casenotesaudit.access.opening;

import org.casenotesaudit.events.WorkerFacts;

/**
 * A wish that has been decided and is not yet on record.
 *
 * @param facts what the directory knew of the worker when case-notes was asked
 */
record Considered(OpenRecord wish, WorkerFacts facts, Decision decision) {}

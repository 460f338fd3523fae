/**
 * Encryption at rest: a key per client and per recording, each wrapped by a key outside PostgreSQL.
 */
@NullMarked
package org.casenotesaudit.casenotes.sealing;

import org.jspecify.annotations.NullMarked;

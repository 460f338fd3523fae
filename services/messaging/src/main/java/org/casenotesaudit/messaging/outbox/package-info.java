/** Events leave in the transaction that made them true; a relay publishes them in order. */
@NullMarked
package org.casenotesaudit.messaging.outbox;

import org.jspecify.annotations.NullMarked;

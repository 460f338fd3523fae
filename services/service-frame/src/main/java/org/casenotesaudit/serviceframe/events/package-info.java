/** Events from a service's transaction to Kafka: outbox, relay, receipts, heartbeats. */
@NullMarked
package org.casenotesaudit.serviceframe.events;

import org.jspecify.annotations.NullMarked;

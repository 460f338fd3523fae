/** Events to bytes and back, in the wire format of the Confluent Schema Registry. */
@NullMarked
package org.casenotesaudit.messaging.serde;

import org.jspecify.annotations.NullMarked;

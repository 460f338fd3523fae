/** Kafka Streams: settings, life, health. */
@NullMarked
package org.casenotesaudit.confidentiality.streams;

import org.jspecify.annotations.NullMarked;

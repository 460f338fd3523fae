/** The stream: sources, one judging processor, its stores, sinks. */
@NullMarked
package org.casenotesaudit.confidentiality.topology;

import org.jspecify.annotations.NullMarked;

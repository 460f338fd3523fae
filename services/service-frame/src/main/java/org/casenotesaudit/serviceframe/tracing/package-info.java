/** To which trace a request belongs, for its events and for the neighbours that it asks. */
@NullMarked
package org.casenotesaudit.serviceframe.tracing;

import org.jspecify.annotations.NullMarked;

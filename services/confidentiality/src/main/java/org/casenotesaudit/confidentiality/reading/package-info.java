/** From events to what the rules know: facts and acts. */
@NullMarked
package org.casenotesaudit.confidentiality.reading;

import org.jspecify.annotations.NullMarked;

/** From judgements to events. */
@NullMarked
package org.casenotesaudit.confidentiality.publishing;

import org.jspecify.annotations.NullMarked;

/** Which topics exist, what travels on them, keyed by what, written by whom, kept how long. */
@NullMarked
package org.casenotesaudit.events.catalogue;

import org.jspecify.annotations.NullMarked;

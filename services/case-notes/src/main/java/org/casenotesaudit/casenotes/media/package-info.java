/**
 * Recordings: recognised by their bytes, sealed in chunks on the way in, opened in parts on the way
 * out.
 */
@NullMarked
package org.casenotesaudit.casenotes.media;

import org.jspecify.annotations.NullMarked;

/** What is to be said about an act: the one function that the stream and the replay share. */
@NullMarked
package org.casenotesaudit.confidentiality.judging;

import org.jspecify.annotations.NullMarked;

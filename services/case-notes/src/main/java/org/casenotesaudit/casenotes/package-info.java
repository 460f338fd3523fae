/** Cases, notes, media and the facts about them; decides who may open what, and opens it. */
@NullMarked
package org.casenotesaudit.casenotes;

import org.jspecify.annotations.NullMarked;

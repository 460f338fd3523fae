/** What a judgement says: verdicts, explanations that hold, concerns that hold, alerts. */
@NullMarked
package org.casenotesaudit.rules.judgement;

import org.jspecify.annotations.NullMarked;

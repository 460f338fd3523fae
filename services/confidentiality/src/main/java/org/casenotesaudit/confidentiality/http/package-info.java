/** What neighbours may ask: the last judgement of an access, the pack in force. */
@NullMarked
package org.casenotesaudit.confidentiality.http;

import org.jspecify.annotations.NullMarked;

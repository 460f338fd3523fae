/** What is known about one client and one access: facts with their origin, and acts. */
@NullMarked
package org.casenotesaudit.rules.facts;

import org.jspecify.annotations.NullMarked;

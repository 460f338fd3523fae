/** Where settings and secrets come from, and what they are when nobody says. */
@NullMarked
package org.casenotesaudit.serviceframe.configuration;

import org.jspecify.annotations.NullMarked;

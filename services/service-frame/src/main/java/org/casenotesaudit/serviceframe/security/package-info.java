/** Who calls, whether they may, and the record of those who were turned away. */
@NullMarked
package org.casenotesaudit.serviceframe.security;

import org.jspecify.annotations.NullMarked;

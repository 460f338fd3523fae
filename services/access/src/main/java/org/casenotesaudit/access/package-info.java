/** The only way to read a record: who asks, for what purpose, what the directory knew of them. */
@NullMarked
package org.casenotesaudit.access;

import org.jspecify.annotations.NullMarked;

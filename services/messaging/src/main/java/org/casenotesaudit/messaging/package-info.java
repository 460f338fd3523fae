/** How events leave a service without being lost and how they arrive without being skipped. */
@NullMarked
package org.casenotesaudit.messaging;

import org.jspecify.annotations.NullMarked;

/** The one-machine default: starts everything real, as processes of their own, on loopback. */
@NullMarked
package org.casenotesaudit.embedded;

import org.jspecify.annotations.NullMarked;

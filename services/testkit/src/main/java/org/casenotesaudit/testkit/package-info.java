/** Real parts for tests: broker, registry, database, issuer; a movable clock; fixtures. */
@NullMarked
package org.casenotesaudit.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * The service's own PostgreSQL database: two roles, migrations, and what happens when it is away.
 */
@NullMarked
package org.casenotesaudit.serviceframe.storage;

import org.jspecify.annotations.NullMarked;

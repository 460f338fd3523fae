/** What stands before the services' first start: topics and schemas, databases and roles, keys. */
@NullMarked
package org.casenotesaudit.provision;

import org.jspecify.annotations.NullMarked;

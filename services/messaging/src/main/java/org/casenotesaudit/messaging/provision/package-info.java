/** Creates what the catalogue names: topics and subjects. */
@NullMarked
package org.casenotesaudit.messaging.provision;

import org.jspecify.annotations.NullMarked;

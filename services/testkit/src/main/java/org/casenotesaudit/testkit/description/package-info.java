/** Holds the OpenAPI description that an app serves to what the app does. */
@NullMarked
package org.casenotesaudit.testkit.description;

import org.jspecify.annotations.NullMarked;

/**
 * The OpenAPI description of a service: what its compilation wrote, completed with what its code
 * says about roles, fields and refusals.
 */
@NullMarked
package org.casenotesaudit.serviceframe.description;

import org.jspecify.annotations.NullMarked;

/** Access events from other systems, as FHIR R4 AuditEvents. */
@NullMarked
package org.casenotesaudit.access.intake;

import org.jspecify.annotations.NullMarked;

/**
 * What a concern is, how alerts form one, who may see it, how it moves on and how it reads. Pure.
 */
@NullMarked
package org.casenotesaudit.alerts.concern;

import org.jspecify.annotations.NullMarked;

/**
 * What every service of ours has in common at its edges: settings, tokens, problem bodies, outbox,
 * health.
 */
@NullMarked
package org.casenotesaudit.serviceframe;

import org.jspecify.annotations.NullMarked;

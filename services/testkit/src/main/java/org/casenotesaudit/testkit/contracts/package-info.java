/**
 * What one app promises another over HTTP, as tests that the real app passes, and so does each
 * stand-in for it: a room extends a contract and sets its stage.
 */
@NullMarked
package org.casenotesaudit.testkit.contracts;

import org.jspecify.annotations.NullMarked;

/** The directory of workers: dated facts about roles, teams, supervision, duty and employment. */
@NullMarked
package org.casenotesaudit.access.directory;

import org.jspecify.annotations.NullMarked;

package org.casenotesaudit.rules.pack;

import java.time.Duration;

/**
 * How long after something a thing still counts.
 *
 * @param followUp how long a former worker may follow up after a case closed or an allocation ended
 * @param lateFact how long after an access a recorded fact still explains it as later evidenced
 * @param authorship how long an author may look at what they wrote or uploaded
 * @param breakGlass how long one stated emergency covers further accesses to the same client
 */
public record Grace(
    Duration followUp, Duration lateFact, Duration authorship, Duration breakGlass) {}

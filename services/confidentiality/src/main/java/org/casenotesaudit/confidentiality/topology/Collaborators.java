package org.casenotesaudit.confidentiality.topology;

import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.rules.pack.RulePack;

/**
 * What the judging processor works with. Nothing here holds time or randomness: both come out of
 * the events.
 *
 * @param bounds what one client may cost
 * @param agencyId the agency in whose name quarantine events are written
 */
public record Collaborators(
    EventDecoder decoder,
    EventSerializer serializer,
    RulePack pack,
    Bounds bounds,
    String agencyId,
    Tally tally) {}

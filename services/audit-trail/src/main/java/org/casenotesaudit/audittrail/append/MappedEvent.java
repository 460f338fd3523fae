package org.casenotesaudit.audittrail.append;

import java.util.List;
import java.util.UUID;
import org.casenotesaudit.ledger.entry.DraftField;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.Provenance;
import org.casenotesaudit.ledger.entry.SchemaRef;
import org.jspecify.annotations.Nullable;

/**
 * What an entry will say of an event; only the links are missing, which follow from its neighbours.
 *
 * @param sequence its number within its source, from 1
 * @param detailsOwner whose key what is about no single person goes under
 * @param clientId the client in whose chain it stands
 * @param actorId the worker in whose chain it stands
 * @param fields sealed values, all but event id and links
 */
public record MappedEvent(
    UUID eventId,
    String source,
    long sequence,
    SchemaRef schema,
    Provenance provenance,
    KeyOwner detailsOwner,
    @Nullable String clientId,
    @Nullable String actorId,
    List<DraftField> fields) {}

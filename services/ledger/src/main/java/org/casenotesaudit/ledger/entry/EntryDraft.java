package org.casenotesaudit.ledger.entry;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is to say, before salts, hashes and keys.
 *
 * @param kind class of the entry
 * @param schema the writer schema of the event; null only where nothing could be decoded
 * @param provenance source, number, time
 * @param eventId id of the event; for entries without one, an id derived from what they are about
 * @param eventIdOwner whose key the id goes under
 * @param fields everything else, nulls left out, each name once
 */
public record EntryDraft(
    EntryKind kind,
    @Nullable SchemaRef schema,
    Provenance provenance,
    String eventId,
    KeyOwner eventIdOwner,
    List<DraftField> fields) {
  public EntryDraft {
    fields = List.copyOf(fields);
    var names = new HashSet<String>();
    for (var field : fields) {
      if (field.name().equals(FieldNames.EVENT_ID) || !names.add(field.name())) {
        throw new EntryException.MalformedEntry(
            "sealed", field.name() + " twice", "each field once");
      }
    }
    if (kind == EntryKind.EVENT && (schema == null || provenance.sequence().isEmpty())) {
      throw new EntryException.MalformedEntry("event", "no schema or no sequence", "both");
    }
  }
}

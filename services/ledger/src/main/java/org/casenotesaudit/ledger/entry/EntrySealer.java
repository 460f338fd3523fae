package org.casenotesaudit.ledger.entry;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import org.casenotesaudit.ledger.json.Json;

/** Turns a draft into an entry: every value gets a salt, and only digests stay. */
public final class EntrySealer {
  private final SaltSource salts;
  private final IdKey idKey;

  public EntrySealer(SaltSource salts, IdKey idKey) {
    this.salts = salts;
    this.idKey = idKey;
  }

  /**
   * @throws EntryException.TooLarge if the entry would be over 60,000 bytes
   */
  public SealedEntry seal(EntryDraft draft) {
    var disclosures = new ArrayList<OwnedDisclosure>();
    disclosures.add(new OwnedDisclosure(idDisclosure(draft.eventId()), draft.eventIdOwner()));
    var digests = new TreeMap<String, String>();
    // Sorted, so that a fixed source of salts gives the same entry whatever order the fields came
    // in.
    for (var field :
        draft.fields().stream().sorted(Comparator.comparing(DraftField::name)).toList()) {
      var disclosure = Disclosure.of(salts.nextSalt(), field.name(), field.value());
      disclosures.add(new OwnedDisclosure(disclosure, field.owner()));
      digests.put(field.name(), disclosure.digest());
    }
    var provenance = draft.provenance();
    var entry =
        new LedgerEntry(
            draft.kind(),
            Optional.ofNullable(draft.schema()),
            new Provenance(
                provenance.source(),
                provenance.sequence(),
                provenance.recordedAt().truncatedTo(ChronoUnit.HOURS)),
            disclosures.getFirst().disclosure().digest(),
            digests);
    var bytes = entry.toJson().canonicalBytes();
    if (bytes.length > LedgerEntry.LARGEST_BYTES) {
      throw new EntryException.TooLarge(bytes.length);
    }
    return new SealedEntry(entry, bytes, disclosures);
  }

  /** The digest by which the entry of an event is recognised, with this agency's id key. */
  public String idDigest(String eventId) {
    return idDisclosure(eventId).digest();
  }

  private Disclosure idDisclosure(String eventId) {
    return Disclosure.of(idKey.saltOf(eventId), FieldNames.EVENT_ID, Json.text(eventId));
  }
}

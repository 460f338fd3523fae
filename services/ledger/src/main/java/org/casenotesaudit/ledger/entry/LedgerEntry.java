package org.casenotesaudit.ledger.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.json.MalformedJsonException;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MalformedHashException;
import org.jspecify.annotations.Nullable;

/**
 * One entry as everybody may see it: what kind, from where, in which hour, and digests of all the
 * rest. FORMAT.md states it field by field.
 *
 * @param kind class
 * @param schema the writer schema, where something was decoded
 * @param provenance source, number and hour
 * @param idDigest digest of the disclosure of the event's id
 * @param sealed field name to digest of its disclosure
 */
public record LedgerEntry(
    EntryKind kind,
    Optional<SchemaRef> schema,
    Provenance provenance,
    String idDigest,
    SortedMap<String, String> sealed) {
  /** The version of the format that this code reads and writes. */
  public static final int VERSION = 0;

  /** Largest entry in bytes. */
  public static final int LARGEST_BYTES = 60_000;

  public LedgerEntry {
    sealed = Collections.unmodifiableSortedMap(new TreeMap<>(sealed));
  }

  /**
   * Reads an entry; only the canonical bytes of a complete entry are one.
   *
   * @throws EntryException.MalformedEntry naming the field that is wrong
   */
  public static LedgerEntry parse(byte[] canonical) {
    if (canonical.length > LARGEST_BYTES) {
      throw new EntryException.MalformedEntry(
          "length", canonical.length + " bytes", "at most " + LARGEST_BYTES);
    }
    try {
      return fromJson(Json.parseCanonical(canonical));
    } catch (MalformedJsonException notCanonical) {
      throw new EntryException.MalformedEntry(notCanonical);
    }
  }

  /** Reads an entry that stands within a larger JSON value. */
  public static LedgerEntry fromJson(Json json) {
    if (!(json instanceof Json.Object object)) {
      throw new EntryException.MalformedEntry("value", "another", "a JSON object");
    }
    var members = new TreeMap<>(object.members());
    if (!(members.remove("v") instanceof Json.Whole version) || version.value() != VERSION) {
      throw new EntryException.MalformedEntry("v", "another version or none", VERSION + "");
    }
    var kind = EntryKind.ofCode(text(members, "kind"));
    var schema = Optional.ofNullable(members.remove("schema")).map(LedgerEntry::schema);
    var provenance =
        new Provenance(
            text(members, "source"), sequence(members.remove("seq")), hour(text(members, "at")));
    var idDigest = digest("idDigest", members.remove("idDigest"));
    var sealed = sealed(members.remove("sealed"));
    if (!members.isEmpty()) {
      throw new EntryException.MalformedEntry(
          "member", "\"" + members.firstKey() + "\"", "no further member");
    }
    if (kind == EntryKind.EVENT && (schema.isEmpty() || provenance.sequence().isEmpty())) {
      throw new EntryException.MalformedEntry("event", "no schema or no seq", "both");
    }
    return new LedgerEntry(kind, schema, provenance, idDigest, sealed);
  }

  private static String text(Map<String, Json> members, String name) {
    if (members.remove(name) instanceof Json.Text text) {
      return text.value();
    }
    throw new EntryException.MalformedEntry(name, "none, or not a string", "a string");
  }

  private static SchemaRef schema(Json json) {
    if (json instanceof Json.Object object
        && object.members().keySet().equals(Set.of("name", "sha256"))
        && object.members().get("name") instanceof Json.Text name
        && object.members().get("sha256") instanceof Json.Text sha256) {
      return new SchemaRef(name.value(), sha256.value());
    }
    throw new EntryException.MalformedEntry("schema", "another form", "{name, sha256}");
  }

  private static OptionalLong sequence(@Nullable Json json) {
    if (json == null) {
      return OptionalLong.empty();
    }
    if (json instanceof Json.Text text && text.value().matches("[1-9][0-9]{0,17}")) {
      return OptionalLong.of(Long.parseLong(text.value()));
    }
    throw new EntryException.MalformedEntry(
        "seq", "another form", "a decimal number in a string, 1 or more");
  }

  private static Instant hour(String at) {
    try {
      var hour = Instant.parse(at);
      if (hour.truncatedTo(ChronoUnit.HOURS).equals(hour) && hour.toString().equals(at)) {
        return hour;
      }
    } catch (DateTimeException notATime) {
      // refused below, with the other misspellings
    }
    throw new EntryException.MalformedEntry(
        "at", "another form", "a full hour, as 2026-01-31T09:00:00Z");
  }

  private static String digest(String name, @Nullable Json json) {
    if (json instanceof Json.Text text) {
      try {
        return Hash.ofBase64Url(text.value()).toBase64Url();
      } catch (MalformedHashException notADigest) {
        // refused below
      }
    }
    throw new EntryException.MalformedEntry(name, "no digest", "base64url of 32 bytes");
  }

  private static SortedMap<String, String> sealed(@Nullable Json json) {
    if (!(json instanceof Json.Object object)) {
      throw new EntryException.MalformedEntry(
          "sealed", "none, or not an object", "an object of digests");
    }
    var digests = new TreeMap<String, String>();
    object
        .members()
        .forEach(
            (name, digest) -> {
              DraftField.requireName(name);
              digests.put(name, digest("sealed." + name, digest));
            });
    return digests;
  }

  /** The entry as JSON; its canonical bytes are what the tree holds. */
  public Json toJson() {
    var members = new TreeMap<String, Json>();
    members.put("v", Json.whole(VERSION));
    members.put("kind", Json.text(kind.code()));
    schema.ifPresent(
        s ->
            members.put(
                "schema",
                Json.object(
                    Map.of("name", Json.text(s.fullName()), "sha256", Json.text(s.sha256Hex())))));
    members.put("source", Json.text(provenance.source()));
    provenance.sequence().ifPresent(n -> members.put("seq", Values.longNumber(n)));
    members.put("at", Json.text(provenance.recordedAt().toString()));
    members.put("idDigest", Json.text(idDigest));
    var digests = new TreeMap<String, Json>();
    sealed.forEach((name, digest) -> digests.put(name, Json.text(digest)));
    members.put("sealed", Json.object(digests));
    return Json.object(members);
  }

  /** The hour in which the source recorded the event. */
  public Instant hour() {
    return provenance.recordedAt();
  }

  /** Whether that disclosure is one that this entry committed to. */
  public boolean commitsTo(Disclosure disclosure) {
    return disclosure.name().equals(FieldNames.EVENT_ID)
        ? disclosure.digest().equals(idDigest)
        : disclosure.digest().equals(sealed.get(disclosure.name()));
  }
}

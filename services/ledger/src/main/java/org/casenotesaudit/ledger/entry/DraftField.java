package org.casenotesaudit.ledger.entry;

import org.casenotesaudit.ledger.json.Json;

/**
 * One value that an entry will seal.
 *
 * @param name path of the field, for instance {@code envelope.clientId}; it is public
 * @param value sealed
 * @param owner whose key it goes under
 */
public record DraftField(String name, Json value, KeyOwner owner) {
  private static final String NAME =
      "[A-Za-z_][A-Za-z0-9_]*(\\[[0-9]{1,6}\\])?(\\.[A-Za-z_][A-Za-z0-9_]*(\\[[0-9]{1,6}\\])?)*";

  public DraftField {
    requireName(name);
  }

  static void requireName(String name) {
    if (name.length() > 200 || !name.matches(NAME)) {
      throw new EntryException.MalformedEntry(
          "sealed",
          "a field name of " + name.length() + " characters",
          "a path of Avro names, at most 200 characters");
    }
  }

  /** The field that chains the entries of a client. */
  public static DraftField clientLink(Link link, String clientId) {
    return new DraftField(FieldNames.CLIENT_LINK, link.toJson(), KeyOwner.client(clientId));
  }

  /** The field that chains the entries of a worker. */
  public static DraftField workerLink(Link link, String workerId) {
    return new DraftField(FieldNames.WORKER_LINK, link.toJson(), KeyOwner.worker(workerId));
  }
}

package org.casenotesaudit.audittrail.keys;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.ledger.entry.DataKey;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.KeyRing;

/**
 * The persons' data keys: wrapped in PostgreSQL, made in the transaction of the first entry that
 * needs them, so that no entry exists whose key does not.
 */
public final class PersonKeys {

  private static final int KEY_BYTES = 32;

  private final PersonRefs refs;
  private final KeyWrap wrap;
  private final SecureRandom random;
  private final InstantSource clock;

  public PersonKeys(PersonRefs refs, KeyWrap wrap, SecureRandom random, InstantSource clock) {
    this.refs = refs;
    this.wrap = wrap;
    this.random = random;
    this.clock = clock;
  }

  /**
   * The keys of these persons, made where there is none yet; two statements for the whole batch.
   */
  public KeyRing ring(Connection connection, Collection<KeyOwner> owners) throws SQLException {
    Map<KeyOwner, PersonRef> wanted = new HashMap<>();
    owners.forEach(owner -> wanted.put(owner, refs.of(owner)));
    Set<PersonRef> missing = new LinkedHashSet<>(wanted.values());
    Map<PersonRef, DataKey> keys = stored(connection, missing);
    missing.removeAll(keys.keySet());
    List<byte[]> newRefs = new ArrayList<>();
    List<byte[]> newWrapped = new ArrayList<>();
    for (PersonRef ref : missing) {
      byte[] key = new byte[KEY_BYTES];
      random.nextBytes(key);
      keys.put(ref, new DataKey(ref.keyId(), key));
      newRefs.add(ref.bytes());
      newWrapped.add(wrap.wrap(ref, key));
    }
    if (!newRefs.isEmpty()) {
      insert(connection, newRefs, newWrapped);
    }
    return owner -> {
      PersonRef ref = wanted.get(owner);
      DataKey key = ref == null ? null : keys.get(ref);
      if (key == null) {
        throw new IllegalStateException("a key that was not asked for (expected: in the batch)");
      }
      return key;
    };
  }

  /** The key of that name; none when it was destroyed. */
  public Optional<DataKey> byKeyId(Connection connection, String keyId) throws SQLException {
    PersonRef ref = PersonRef.ofKeyId(keyId);
    return Optional.ofNullable(stored(connection, Set.of(ref)).get(ref));
  }

  private Map<PersonRef, DataKey> stored(Connection connection, Set<PersonRef> wanted)
      throws SQLException {
    Map<PersonRef, DataKey> keys = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT person_ref, wrapped FROM person_key WHERE person_ref = ANY(?)")) {
      select.setArray(
          1,
          connection.createArrayOf(
              "bytea", wanted.stream().map(PersonRef::bytes).toArray(byte[][]::new)));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          PersonRef ref = new PersonRef(rows.getBytes(1));
          keys.put(ref, new DataKey(ref.keyId(), wrap.unwrap(ref, rows.getBytes(2))));
        }
      }
    }
    return keys;
  }

  private void insert(Connection connection, List<byte[]> newRefs, List<byte[]> newWrapped)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO person_key (person_ref, wrapped, created_at)"
                + " SELECT r, w, ? FROM unnest(?, ?) AS u(r, w)")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setArray(2, connection.createArrayOf("bytea", newRefs.toArray(byte[][]::new)));
      insert.setArray(3, connection.createArrayOf("bytea", newWrapped.toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }
}

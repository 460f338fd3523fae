package org.casenotesaudit.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.casenotesaudit.ledger.Defects;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final EntryDraft ACCESS =
      GoldenEntries.all().get("event_about_a_client_first_in_its_chains");
  private static final EntrySealer SEALER =
      new EntrySealer(SaltSource.random(RANDOM), IdKey.of(new byte[32]));

  private final Map<KeyOwner, DataKey> keys = new HashMap<>();

  private DataKey keyOf(KeyOwner owner) {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return keys.computeIfAbsent(owner, o -> new DataKey("key-" + keys.size(), bytes));
  }

  private Optional<DataKey> byKeyId(String keyId) {
    return keys.values().stream().filter(key -> key.keyId().equals(keyId)).findFirst();
  }

  @Test
  void theDigestOfADisclosureIsThatOfSdJwt() {
    // The example of RFC 9901 section 4.2.3.
    var disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
    assertThat(MerkleHashing.sha256(disclosure.getBytes(StandardCharsets.US_ASCII)).toBase64Url())
        .isEqualTo("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
  }

  @Test
  void nothingButTheAgreedFieldsIsPublic() {
    var text = new String(SEALER.seal(ACCESS).bytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .doesNotContain(
            GoldenEntries.CLIENT, GoldenEntries.WORKER, ACCESS.eventId(), "DIRECT_CARE", "08:59");
    assertThat(text).contains("\"at\":\"2026-03-01T08:00:00Z\"", "\"seq\":\"9007199254740993\"");
  }

  @Test
  void theSameEventGivesAnotherEntryButTheSameIdDigest() {
    var once = SEALER.seal(ACCESS);
    var again = SEALER.seal(ACCESS);
    assertThat(again.bytes()).isNotEqualTo(once.bytes());
    assertThat(again.idDigest())
        .isEqualTo(once.idDigest())
        .isEqualTo(SEALER.idDigest(ACCESS.eventId()));
    var otherKey = new byte[32];
    otherKey[0] = 1;
    assertThat(
            new EntrySealer(SaltSource.random(RANDOM), IdKey.of(otherKey))
                .idDigest(ACCESS.eventId()))
        .isNotEqualTo(once.idDigest());
  }

  @Test
  void anEntryCommitsToItsDisclosuresAndToNoOther() {
    var entry = SEALER.seal(ACCESS);
    for (var owned : entry.disclosures()) {
      assertThat(entry.entry().commitsTo(owned.disclosure())).isTrue();
      var otherValue =
          Disclosure.of(new byte[16], owned.disclosure().name(), owned.disclosure().value());
      assertThat(entry.entry().commitsTo(otherValue)).isFalse();
    }
  }

  @Test
  void aFieldNamedTwiceIsRefused() {
    var fields = new ArrayList<>(ACCESS.fields());
    fields.add(fields.getFirst());
    assertThatThrownBy(
            () ->
                new EntryDraft(
                    ACCESS.kind(),
                    ACCESS.schema(),
                    ACCESS.provenance(),
                    "id",
                    KeyOwner.agency(),
                    fields))
        .isInstanceOf(EntryException.MalformedEntry.class);
  }

  @Test
  void anEntryOverSixtyThousandBytesIsRefused() {
    var fields = new ArrayList<DraftField>();
    for (int i = 0; i < 1000; i++) {
      fields.add(new DraftField("field_with_a_long_name_" + i, Json.whole(i), KeyOwner.agency()));
    }
    var draft =
        new EntryDraft(
            ACCESS.kind(), ACCESS.schema(), ACCESS.provenance(), "id", KeyOwner.agency(), fields);
    assertThatThrownBy(() -> SEALER.seal(draft)).isInstanceOf(EntryException.TooLarge.class);
  }

  static Stream<Path> defects() throws IOException {
    return Defects.in("entries").stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void anEntryWithADefectIsRefused(Path file) throws IOException {
    assertThat(LedgerEntry.parse(Defects.good("entries")).kind()).isEqualTo(EntryKind.EVENT);
    var bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> LedgerEntry.parse(bytes))
        .isInstanceOf(EntryException.MalformedEntry.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noDamageMakesTheParserThrowAnythingElse(long seed) {
    var random = new Random(seed);
    var good = SEALER.seal(ACCESS).bytes();
    for (int i = 0; i < 2000; i++) {
      var bytes = good.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(LedgerEntry.parse(bytes).toJson().canonicalBytes()).isEqualTo(bytes);
      } catch (LedgerException refused) {
        assertThat(refused).isInstanceOf(EntryException.MalformedEntry.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e30",
        "W10",
        "WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiYSJd",
        "WyJBQUFBIiwiYSIsMV0",
        "WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiYSIsIDFd",
        "WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiYSIsMV0=",
        "!!"
      })
  void whatIsNotACanonicalDisclosureIsRefused(String text) {
    assertThatThrownBy(() -> Disclosure.parse(text))
        .isInstanceOf(EntryException.MalformedDisclosure.class);
  }

  @Test
  void valuesAreWrittenAsFormatMdSays() {
    assertThat(Values.longNumber(Long.MIN_VALUE).canonical()).isEqualTo("\"-9223372036854775808\"");
    assertThat(Values.timestamp(Instant.parse("2026-01-02T03:04:05Z")).canonical())
        .isEqualTo("\"2026-01-02T03:04:05.000000Z\"");
    assertThat(Values.timestamp(Instant.ofEpochSecond(253_402_300_800L)).canonical())
        .isEqualTo("\"253402300800000000\"");
    assertThat(Values.bytes(new byte[] {-1, -1}).canonical()).isEqualTo("\"__8\"");
  }

  @Test
  void linksAreReadBackAndOthersRefused() {
    var second = Link.first().next(MerkleHashing.emptyRoot());
    assertThat(Link.fromJson(Link.first().toJson())).isEqualTo(Link.first());
    assertThat(Link.fromJson(second.toJson())).isEqualTo(second);
    for (var bad :
        List.of(
            "{}",
            "{\"n\":1}",
            "{\"n\":0,\"prev\":null}",
            "{\"n\":2,\"prev\":null}",
            "{\"n\":\"1\",\"prev\":null}",
            "{\"n\":2,\"prev\":\"x\"}",
            "{\"n\":1,\"prev\":null,\"x\":1}",
            "1")) {
      assertThatThrownBy(() -> Link.fromJson(Json.parse(bad.getBytes(StandardCharsets.UTF_8))))
          .isInstanceOf(EntryException.MalformedDisclosure.class);
    }
  }

  @Test
  void aSealedRecordOpensWithAllKeysAndShowsNobodysId() {
    var entry = SEALER.seal(ACCESS);
    var record = SealedRecord.encrypt(entry, this::keyOf, RANDOM);
    assertThat(new String(record, StandardCharsets.UTF_8))
        .doesNotContain(GoldenEntries.CLIENT, GoldenEntries.WORKER);
    var opened = SealedRecord.decrypt(record, this::byKeyId);
    assertThat(opened.idDigest()).isEqualTo(entry.idDigest());
    assertThat(opened.disclosures())
        .isEqualTo(entry.disclosures().stream().map(OwnedDisclosure::disclosure).toList());
    assertThat(opened.withheldNames()).isEmpty();
  }

  @Test
  void destroyingTheClientsKeyLeavesOnlyTheWorkersFields() {
    var record = SealedRecord.encrypt(SEALER.seal(ACCESS), this::keyOf, RANDOM);
    keys.remove(KeyOwner.client(GoldenEntries.CLIENT));
    var opened = SealedRecord.decrypt(record, this::byKeyId);
    assertThat(opened.disclosures())
        .extracting(Disclosure::name)
        .containsExactly(FieldNames.ACTOR_ID, FieldNames.WORKER_LINK);
    assertThat(opened.withheldNames())
        .contains(FieldNames.EVENT_ID, FieldNames.CLIENT_ID, FieldNames.CLIENT_LINK, "purpose");
  }

  @Test
  void aBoxMovedToAnotherEntryOrFieldDoesNotOpen() {
    var record =
        new String(
            SealedRecord.encrypt(SEALER.seal(ACCESS), this::keyOf, RANDOM), StandardCharsets.UTF_8);
    var otherEntry =
        record.replaceAll(
            "\"id\":\"[^\"]*\"", "\"id\":\"" + MerkleHashing.emptyRoot().toBase64Url() + "\"");
    var otherField = record.replace("\"name\":\"purpose\"", "\"name\":\"reason\"");
    for (var moved : List.of(otherEntry, otherField)) {
      assertThat(moved).isNotEqualTo(record);
      assertThatThrownBy(
              () -> SealedRecord.decrypt(moved.getBytes(StandardCharsets.UTF_8), this::byKeyId))
          .isInstanceOf(EntryException.DecryptionFailed.class);
    }
  }

  @Test
  void everyFlippedByteOfASealedRecordIsNoticed() {
    var record = SealedRecord.encrypt(SEALER.seal(ACCESS), this::keyOf, RANDOM);
    var intact = SealedRecord.decrypt(record, this::byKeyId);
    for (int i = 0; i < record.length; i++) {
      var flipped = record.clone();
      flipped[i] ^= 1;
      try {
        // A changed key id looks like a destroyed key: fewer values, never a wrong one.
        var opened = SealedRecord.decrypt(flipped, this::byKeyId);
        assertThat(opened.withheldNames()).isNotEmpty();
        assertThat(intact.disclosures()).containsAll(opened.disclosures());
      } catch (LedgerException refused) {
        assertThat(refused).hasMessageNotContaining(GoldenEntries.CLIENT);
      }
    }
  }
}

package org.casenotesaudit.ledger.history;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.entry.Disclosure;
import org.casenotesaudit.ledger.entry.FieldNames;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.entry.Link;
import org.casenotesaudit.ledger.history.Finding.Kind;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.proof.InclusionProof;
import org.casenotesaudit.ledger.proof.ProofException;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.jspecify.annotations.Nullable;

/**
 * Checks the entries of an archive one after the other: values, place in the log, client, and the
 * chain from each to the next.
 */
final class ChainCheck {
  private final String clientId;
  private final Optional<TreeHead> head;
  private final Consumer<Finding> findings;

  private long number;
  private long lastIndex = -1;
  private @Nullable Hash previousLeaf;
  private long withheld;

  /**
   * @param head the signed tree head, if it was proven; without it no proof is checked
   */
  ChainCheck(String clientId, Optional<TreeHead> head, Consumer<Finding> findings) {
    this.clientId = clientId;
    this.head = head;
    this.findings = findings;
  }

  /** How many entries have been checked. */
  long count() {
    return number;
  }

  /** How many sealed values were not opened. */
  long withheld() {
    return withheld;
  }

  /** Checks the next entry and gives it back as it would be written, if it can be read so far. */
  Optional<HistoryEntry> next(EntryLines.EntryLine line, EntryLines.@Nullable ProofLine proofLine) {
    number++;
    if (line.index() <= lastIndex) {
      add(
          Kind.ORDER,
          line,
          "index " + line.index() + " after " + lastIndex,
          "a higher index than the one before");
    }
    lastIndex = line.index();
    var leaf = MerkleHashing.leafHash(line.entry().toJson().canonicalBytes());
    var disclosures = disclosures(line);
    var proof = proofLine == null ? Optional.<InclusionProof>empty() : proof(line, proofLine, leaf);
    disclosures.ifPresent(
        list -> {
          checkClient(line, list);
          checkLink(line, list);
        });
    previousLeaf = leaf;
    if (disclosures.isEmpty() || proof.isEmpty()) {
      return Optional.empty();
    }
    var entry = new HistoryEntry(line.entry(), disclosures.get(), proof.get());
    withheld += CsvView.withheld(entry).size();
    return Optional.of(entry);
  }

  private Optional<List<Disclosure>> disclosures(EntryLines.EntryLine line) {
    var names = new HashSet<String>();
    try {
      var all = line.disclosures().stream().map(Disclosure::parse).toList();
      for (var disclosure : all) {
        if (!names.add(disclosure.name())) {
          add(Kind.DISCLOSURE_ALTERED, line, disclosure.name() + " twice", "each field once");
          return Optional.empty();
        }
        if (!line.entry().commitsTo(disclosure)) {
          add(
              Kind.DISCLOSURE_ALTERED,
              line,
              disclosure.name() + " with digest " + disclosure.digest(),
              committed(line.entry(), disclosure.name()));
          return Optional.empty();
        }
      }
      return Optional.of(all);
    } catch (LedgerException malformed) {
      addRefused(Kind.DISCLOSURE_ALTERED, line, malformed);
      return Optional.empty();
    }
  }

  private static String committed(LedgerEntry entry, String name) {
    var digest = name.equals(FieldNames.EVENT_ID) ? entry.idDigest() : entry.sealed().get(name);
    return digest == null ? "no such field in the entry" : "digest " + digest;
  }

  private Optional<InclusionProof> proof(
      EntryLines.EntryLine line, EntryLines.ProofLine proofLine, Hash leaf) {
    if (proofLine.index() != line.index()) {
      add(
          Kind.PROOF_MALFORMED,
          line,
          "a proof for entry " + proofLine.index(),
          "one for entry " + line.index());
      return Optional.empty();
    }
    if (head.isEmpty()) {
      return Optional.empty();
    }
    try {
      var proof = new InclusionProof(line.index(), head.get().size(), proofLine.path());
      proof.verify(leaf, head.get());
      return Optional.of(proof);
    } catch (ProofException.NotIncluded elsewhere) {
      add(
          Kind.NOT_IN_LOG,
          line,
          "a proof that leads to root " + elsewhere.foundRoot().toBase64(),
          "the signed root %s of the tree of %d entries"
              .formatted(elsewhere.expected().root().toBase64(), elsewhere.expected().size()));
      return Optional.empty();
    } catch (LedgerException notProven) {
      addRefused(Kind.NOT_IN_LOG, line, notProven);
      return Optional.empty();
    }
  }

  private void checkClient(EntryLines.EntryLine line, List<Disclosure> disclosures) {
    var client = value(disclosures, FieldNames.CLIENT_ID);
    if (client.isEmpty()) {
      add(Kind.OTHER_CLIENT, line, "no opened " + FieldNames.CLIENT_ID, "the client's id");
    } else if (!client.get().equals(Json.text(clientId))) {
      add(Kind.OTHER_CLIENT, line, "another client", "the client of manifest.json");
    }
  }

  private void checkLink(EntryLines.EntryLine line, List<Disclosure> disclosures) {
    var value = value(disclosures, FieldNames.CLIENT_LINK);
    if (value.isEmpty()) {
      add(Kind.CHAIN_GAP, line, "no opened " + FieldNames.CLIENT_LINK, "link number " + number);
      return;
    }
    Link link;
    try {
      link = Link.fromJson(value.get());
    } catch (LedgerException malformed) {
      addRefused(Kind.CHAIN_BROKEN, line, malformed);
      return;
    }
    if (link.n() != number) {
      add(Kind.CHAIN_GAP, line, "link number " + link.n(), "link number " + number);
      // Goes on counting from here, so that one missing entry is one finding.
      number = link.n();
    } else if (link.previous() != null && !link.previous().equals(previousLeaf)) {
      add(
          Kind.CHAIN_BROKEN,
          line,
          "link to leaf " + link.previous().toBase64(),
          previousLeaf == null
              ? "none"
              : previousLeaf.toBase64() + ", the entry before it in here");
    }
  }

  private static Optional<Json> value(List<Disclosure> disclosures, String name) {
    return disclosures.stream()
        .filter(d -> d.name().equals(name))
        .map(Disclosure::value)
        .findFirst();
  }

  private void add(Kind kind, EntryLines.EntryLine line, String found, String expected) {
    findings.accept(new Finding(kind, OptionalLong.of(line.index()), found, expected));
  }

  private void addRefused(Kind kind, EntryLines.EntryLine line, LedgerException refusal) {
    findings.accept(Finding.refused(kind, OptionalLong.of(line.index()), "", refusal));
  }
}

package org.casenotesaudit.ledger.history;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.entry.Values;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MalformedHashException;

/**
 * {@code manifest.json}: what the archive is, and a hash of each other file in it. It is not
 * signed: it guards against damage, the proofs guard against lies.
 */
record Manifest(Subject subject, Tree tree, long entryCount, SortedMap<String, FileHash> files) {
  static final String NAME = "manifest.json";

  record Subject(String clientId, String exportId, String purpose, String exportedAt) {
    /**
     * The README repeats these, so they must not be able to write paragraphs of their own into it.
     */
    boolean isPlain() {
      return Stream.of(clientId, exportId, purpose, exportedAt)
          .allMatch(s -> s.matches("[!-~]{1,100}"));
    }
  }

  record Tree(String origin, long size) {}

  record FileHash(long bytes, Hash sha256) {

    @Override
    public String toString() {
      return bytes + " bytes with SHA-256 " + sha256.toHex();
    }
  }

  Json toJson() {
    var listed = new TreeMap<String, Json>();
    files.forEach(
        (name, file) ->
            listed.put(
                name,
                Json.object(
                    Map.of(
                        "bytes",
                        Json.whole(file.bytes()),
                        "sha256",
                        Json.text(file.sha256().toHex())))));
    return Json.object(
        new TreeMap<>(
            Map.of(
                "v", Json.whole(LedgerEntry.VERSION),
                "kind", Json.text("client-history"),
                "redaction", Json.text("full"),
                "client", Json.text(subject.clientId()),
                "export", Json.text(subject.exportId()),
                "purpose", Json.text(subject.purpose()),
                "exportedAt", Json.text(subject.exportedAt()),
                "log",
                    Json.object(
                        Map.of(
                            "origin",
                            Json.text(tree.origin()),
                            "size",
                            Values.longNumber(tree.size()))),
                "entries", Json.whole(entryCount),
                "files", Json.object(listed))));
  }

  static Optional<Manifest> fromJson(Json json) {
    if (!(json instanceof Json.Object object)) {
      return Optional.empty();
    }
    var members = object.members();
    var names =
        Set.of(
            "v",
            "kind",
            "redaction",
            "client",
            "export",
            "purpose",
            "exportedAt",
            "log",
            "entries",
            "files");
    if (members.keySet().equals(names)
        && Json.whole(LedgerEntry.VERSION).equals(members.get("v"))
        && Json.text("client-history").equals(members.get("kind"))
        && Json.text("full").equals(members.get("redaction"))
        && members.get("client") instanceof Json.Text client
        && members.get("export") instanceof Json.Text export
        && members.get("purpose") instanceof Json.Text purpose
        && members.get("exportedAt") instanceof Json.Text exportedAt
        && members.get("log") instanceof Json.Object log
        && members.get("entries") instanceof Json.Whole entries
        && members.get("files") instanceof Json.Object files) {
      var subject =
          new Subject(client.value(), export.value(), purpose.value(), exportedAt.value());
      return (subject.isPlain() ? tree(log) : Optional.<Tree>empty())
          .flatMap(
              tree ->
                  files(files).map(hashes -> new Manifest(subject, tree, entries.value(), hashes)));
    }
    return Optional.empty();
  }

  private static Optional<Tree> tree(Json.Object log) {
    return log.members().keySet().equals(Set.of("origin", "size"))
            && log.members().get("origin") instanceof Json.Text origin
            && log.members().get("size") instanceof Json.Text size
            && size.value().matches("0|[1-9][0-9]{0,17}")
        ? Optional.of(new Tree(origin.value(), Long.parseLong(size.value())))
        : Optional.empty();
  }

  private static Optional<SortedMap<String, FileHash>> files(Json.Object files) {
    var hashes = new TreeMap<String, FileHash>();
    for (var file : files.members().entrySet()) {
      if (file.getValue() instanceof Json.Object hash
          && hash.members().keySet().equals(Set.of("bytes", "sha256"))
          && hash.members().get("bytes") instanceof Json.Whole bytes
          && hash.members().get("sha256") instanceof Json.Text sha256) {
        try {
          hashes.put(file.getKey(), new FileHash(bytes.value(), Hash.ofHex(sha256.value())));
        } catch (MalformedHashException notAHash) {
          return Optional.empty();
        }
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(hashes);
  }
}

package org.casenotesaudit.ledger.entry;

import java.util.Map;
import java.util.Set;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MalformedHashException;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain through all entries of a client or of a worker. Who holds the chain from 1
 * to n holds every entry in between.
 *
 * @param n number within the chain, from 1
 * @param previous leaf hash of the entry before it in the chain; null for the first
 */
public record Link(long n, @Nullable Hash previous) {
  public Link {
    if (n < 1 || n > Json.LARGEST_WHOLE || (n == 1) != (previous == null)) {
      throw new EntryException.MalformedDisclosure(
          "link " + n + (previous == null ? " without" : " with") + " a predecessor",
          "1 without a predecessor, or more with one");
    }
  }

  /** The first link of a chain. */
  public static Link first() {
    return new Link(1, null);
  }

  /**
   * The link of the next entry.
   *
   * @param leafOfThisEntry leaf hash of the entry that carries this link
   */
  public Link next(Hash leafOfThisEntry) {
    return new Link(n + 1, leafOfThisEntry);
  }

  /** The value of the sealed field: {@code {"n":1,"prev":null}}, the hash in unpadded base64url. */
  public Json toJson() {
    return Json.object(
        Map.of(
            "n",
            Json.whole(n),
            "prev",
            previous == null ? Json.nothing() : Json.text(previous.toBase64Url())));
  }

  /**
   * @throws EntryException.MalformedDisclosure if it is not a link
   */
  public static Link fromJson(Json json) {
    if (json instanceof Json.Object object
        && object.members().keySet().equals(Set.of("n", "prev"))
        && object.members().get("n") instanceof Json.Whole n) {
      return switch (object.members().get("prev")) {
        case Json.Nothing nothing -> new Link(n.value(), null);
        case Json.Text prev -> new Link(n.value(), hash(prev.value()));
        case null, default -> throw malformed();
      };
    }
    throw malformed();
  }

  private static Hash hash(String text) {
    try {
      return Hash.ofBase64Url(text);
    } catch (MalformedHashException notAHash) {
      throw malformed();
    }
  }

  private static EntryException.MalformedDisclosure malformed() {
    return new EntryException.MalformedDisclosure(
        "another kind of link", "{\"n\":number,\"prev\":hash or null}");
  }
}

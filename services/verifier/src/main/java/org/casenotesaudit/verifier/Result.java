package org.casenotesaudit.verifier;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.ledger.json.Json;

/**
 * What a command found, to be printed for people or for programs.
 *
 * @param proven plain sentences about what was proven
 * @param wrong plain sentences about what is wrong, first thing first
 * @param notShown plain sentences about what is not shown even if all is well
 * @param ownKeys whether the keys came with what was checked, so that all is consistent in itself
 *     at best
 */
record Result(List<String> proven, List<String> wrong, List<String> notShown, boolean ownKeys) {
  Result {
    proven = List.copyOf(proven);
    wrong = List.copyOf(wrong);
    notShown = List.copyOf(notShown);
  }

  Result(List<String> proven, List<String> wrong, List<String> notShown) {
    this(proven, wrong, notShown, false);
  }

  Result withOwnKeys() {
    return new Result(proven, wrong, notShown, true);
  }

  static Result wrong(String sentence) {
    return new Result(List.of(), List.of(sentence), List.of());
  }

  int exitCode() {
    if (!wrong.isEmpty()) {
      return Verifier.WRONG;
    }
    return ownKeys ? Verifier.CONSISTENT_ONLY : Verifier.PROVEN;
  }

  void print(PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(json().canonical());
    } else {
      wrong.forEach(sentence -> out.println("WRONG: " + sentence));
      proven.forEach(sentence -> out.println((ownKeys ? "Consistent: " : "Proven: ") + sentence));
      notShown.forEach(sentence -> out.println("Not shown: " + sentence));
      out.println(
          switch (exitCode()) {
            case Verifier.PROVEN -> "OK: everything that was asked for is proven.";
            case Verifier.CONSISTENT_ONLY ->
                "NOT VERIFIED: this agrees with itself, but nobody vouched for the key: it came"
                    + " with what was checked. Get the log's key from elsewhere, and check again"
                    + " with --keys or --vkey.";
            default -> "FAILED: do not rely on this.";
          });
    }
    out.flush();
  }

  private Json json() {
    return Json.object(
        Map.of(
            "ok", Json.flag(exitCode() == Verifier.PROVEN),
            "ownKeys", Json.flag(ownKeys),
            "proven", texts(proven),
            "wrong", texts(wrong),
            "notShown", texts(notShown)));
  }

  private static Json texts(List<String> sentences) {
    return Json.array(sentences.stream().map(Json::text).toList());
  }
}

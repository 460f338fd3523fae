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
 */
record Result(List<String> proven, List<String> wrong, List<String> notShown) {
  Result {
    proven = List.copyOf(proven);
    wrong = List.copyOf(wrong);
    notShown = List.copyOf(notShown);
  }

  static Result wrong(String sentence) {
    return new Result(List.of(), List.of(sentence), List.of());
  }

  int exitCode() {
    return wrong.isEmpty() ? 0 : 1;
  }

  void print(PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(json().canonical());
    } else {
      wrong.forEach(sentence -> out.println("WRONG: " + sentence));
      proven.forEach(sentence -> out.println("Proven: " + sentence));
      notShown.forEach(sentence -> out.println("Not shown: " + sentence));
      out.println(
          wrong.isEmpty()
              ? "OK: everything that was asked for is proven."
              : "FAILED: do not rely on this.");
    }
    out.flush();
  }

  private Json json() {
    return Json.object(
        Map.of(
            "ok", Json.flag(wrong.isEmpty()),
            "proven", texts(proven),
            "wrong", texts(wrong),
            "notShown", texts(notShown)));
  }

  private static Json texts(List<String> sentences) {
    return Json.array(sentences.stream().map(Json::text).toList());
  }
}

package org.casenotesaudit.confidentiality.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.casenotesaudit.confidentiality.packs.RulePackException;
import org.casenotesaudit.confidentiality.packs.RulePackFile;
import org.casenotesaudit.rules.pack.RulePack;
import org.jspecify.annotations.Nullable;

/**
 * {@code deploy/replay}: judges exported client histories again and compares with what was said. It
 * needs no running system. It does not ask whether a file is genuine: {@code deploy/verifier check}
 * does.
 */
public final class Replay {

  private static final int ALL_EQUAL = 0;
  private static final int DIFFERENT = 1;
  private static final int UNREADABLE = 2;

  private static final String HELP =
      """
      deploy/replay [--json] [--rule-pack FILE] HISTORY.zip...

      Judges every access in exported client histories again, from the facts and acts that the ledger
      holds, and compares with the last judgement of each access and the alerts still open.
      Needs no running system. Does not check that a file is genuine: deploy/verifier check does.
      An export made while the stream is still judging shows accesses that are not judged yet.

        --json            print the results as one JSON object
        --rule-pack FILE  the pack that judged, if it is not the one of this build

      Exit code: 0 all equal, 1 something differs, 2 a file cannot be read or the question was not understood.
      """;

  private final PrintStream out;
  private final PrintStream err;

  Replay(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    System.exit(new Replay(System.out, System.err).run(List.of(arguments)));
  }

  /** What is asked for. */
  private record Question(boolean json, @Nullable Path rulePack, List<Path> files) {}

  private record Answer(Path file, String client, Recomputed recomputed) {}

  int run(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(HELP);
      return ALL_EQUAL;
    }
    try {
      Question question = question(arguments);
      RulePack pack = pack(question.rulePack());
      WriterSchemas schemas = new WriterSchemas();
      List<Answer> answers = new ArrayList<>();
      for (Path file : question.files()) {
        answers.add(answer(file, schemas, pack));
      }
      if (question.json()) {
        printJson(answers);
      } else {
        answers.forEach(this::print);
        out.println("Not checked: that the files are genuine. deploy/verifier check does that.");
      }
      boolean equal = answers.stream().allMatch(each -> each.recomputed().differences().isEmpty());
      return equal ? ALL_EQUAL : DIFFERENT;
    } catch (UnreadableHistoryException | RulePackException unreadable) {
      err.println("error: " + unreadable.getMessage());
      return UNREADABLE;
    }
  }

  private static Answer answer(Path file, WriterSchemas schemas, RulePack pack) {
    try {
      HistoryFile history = HistoryFile.read(file, schemas);
      return new Answer(file, history.clientId(), Recomputed.of(history, pack));
    } catch (UnreadableHistoryException e) {
      throw new UnreadableHistoryException(file + ": " + e.getMessage(), e);
    }
  }

  private static Question question(List<String> arguments) {
    boolean json = false;
    Path pack = null;
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--json")) {
        json = true;
      } else if (argument.equals("--rule-pack") && i + 1 < arguments.size()) {
        i++;
        pack = Path.of(arguments.get(i));
      } else if (argument.startsWith("-")) {
        throw new UnreadableHistoryException(
            argument + ": no such option (expected: --json, --rule-pack FILE, --help)");
      } else {
        files.add(Path.of(argument));
      }
    }
    if (files.isEmpty()) {
      throw new UnreadableHistoryException("no file (expected: one client history or more)");
    }
    return new Question(json, pack, files);
  }

  private static RulePack pack(@Nullable Path file) {
    try (InputStream pack =
        file == null
            ? Objects.requireNonNull(
                Replay.class.getResourceAsStream("/rule-packs/default.yaml"), "default rule pack")
            : Files.newInputStream(file)) {
      return RulePackFile.read(pack.readAllBytes());
    } catch (IOException e) {
      throw new UnreadableHistoryException("rule pack: cannot be read", e);
    }
  }

  private void print(Answer answer) {
    Recomputed recomputed = answer.recomputed();
    for (Difference difference : recomputed.differences()) {
      out.println("DIFFERENT: " + difference.sentence());
    }
    if (recomputed.differences().isEmpty()) {
      out.printf(
          "Equal: %s and %s of client %s, as of %s (%s)%n",
          counted(recomputed.accesses(), "access", "accesses"),
          counted(recomputed.alerts(), "open alert", "open alerts"),
          answer.client(),
          recomputed.asOf(),
          answer.file());
    } else {
      out.printf(
          "FAILED: %s in the history of client %s, as of %s (%s)%n",
          counted(recomputed.differences().size(), "difference", "differences"),
          answer.client(),
          recomputed.asOf(),
          answer.file());
    }
  }

  private static String counted(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  private void printJson(List<Answer> answers) {
    ObjectNode all = new ObjectMapper().createObjectNode();
    all.put("equal", answers.stream().allMatch(each -> each.recomputed().differences().isEmpty()));
    ArrayNode files = all.putArray("files");
    for (Answer answer : answers) {
      ObjectNode file = files.addObject();
      file.put("file", answer.file().toString());
      file.put("client", answer.client());
      file.put("asOf", answer.recomputed().asOf().toString());
      file.put("accesses", answer.recomputed().accesses());
      file.put("alerts", answer.recomputed().alerts());
      ArrayNode differences = file.putArray("differences");
      answer.recomputed().differences().forEach(each -> differences.add(each.sentence()));
    }
    out.println(all);
  }
}

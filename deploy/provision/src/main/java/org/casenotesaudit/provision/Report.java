package org.casenotesaudit.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes: whether to change anything, and to whom to tell what was found. */
final class Report {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = "--dry-run", description = "only say what is missing or differs")
  private boolean dryRun;

  @Option(names = "--json", description = "say it as JSON")
  private boolean json;

  boolean isDryRun() {
    return dryRun;
  }

  /**
   * Tells it to people or to a program.
   *
   * @param findings what is not as it has to be
   * @param well what is said when there are none
   * @return the exit code: 0 when there are none, else 1
   */
  int tell(List<String> findings, String well) {
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    if (json) {
      out.println(text(Map.of("asExpected", findings.isEmpty(), "findings", findings)));
    } else {
      findings.forEach(out::println);
      if (findings.isEmpty()) {
        out.println(well);
      }
    }
    out.flush();
    return findings.isEmpty() ? 0 : 1;
  }

  private static String text(Map<String, Object> result) {
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("lists and strings are always JSON", impossible);
    }
  }
}

package org.casenotesaudit.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Tells what was found, to people or to a program, and what that means as an exit code. */
final class Findings {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Findings() {}

  /**
   * @param well what is said when nothing was found
   * @return 0 when nothing was found, else 1
   */
  static int tell(CommandSpec spec, boolean json, List<String> findings, String well) {
    PrintWriter out = spec.commandLine().getOut();
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

package org.casenotesaudit.verifier;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** One run of the command line: what it printed and how it ended. */
record Run(int exitCode, String out, String err) {
  static Run verifier(Object... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var command = Verifier.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode =
        command.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }
}

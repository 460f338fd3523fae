import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every Java source of the project: "check" reports, "fix" rewrites.
 */
class Format {
  public static void main(String[] arguments) throws Exception {
    var mode = arguments.length == 1 ? arguments[0] : "";
    List<String> options =
        switch (mode) {
          case "check" -> List.of("--dry-run", "--set-exit-if-changed");
          case "fix" -> List.of("--replace");
          default ->
              throw new IllegalArgumentException("mode: \"" + mode + "\" (expected: check or fix)");
        };
    var command = new ArrayList<>(options);
    for (var room : List.of("schemas", "services", "deploy")) {
      try (Stream<Path> files = Files.walk(Path.of(room))) {
        files.filter(Format::isOurs).map(Path::toString).sorted().forEach(command::add);
      }
    }
    if (command.size() == options.size()) {
      return;
    }
    int exit =
        new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
            .format(command.toArray(String[]::new));
    if (exit != 0) {
      System.err.println(
          "The files above are not formatted. To format them: mvn -N process-sources"
              + " -Dformat.mode=fix");
    }
    System.exit(exit);
  }

  private static boolean isOurs(Path file) {
    return file.toString().endsWith(".java") && !file.toString().contains("/target/");
  }
}

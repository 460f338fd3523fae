package org.casenotesaudit.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * {@code deploy/bench NAME}: measures the running system and prints figures with what they mean.
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) {
    var deploy = Path.of(Objects.requireNonNull(System.getProperty("deploy"), "deploy"));
    System.exit(run(arguments, deploy, System.err));
  }

  /** Measures; 0 when all went well, 1 when not, 2 when the question was not understood. */
  static int run(String[] arguments, Path deploy, PrintStream err) {
    try {
      measure(arguments, new RunningSystem(deploy), new Progress(err, System::nanoTime));
      return 0;
    } catch (IllegalArgumentException mistake) {
      err.println("error: " + mistake.getMessage());
      return 2;
    } catch (IllegalStateException | IOException failure) {
      err.println("error: " + Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
      return 1;
    } catch (InterruptedException stopped) {
      return 130;
    }
  }

  private static void measure(String[] arguments, RunningSystem system, Progress progress)
      throws IOException, InterruptedException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("nothing (expected: latency or ledger)");
    }
    Options options = Options.of(arguments);
    switch (arguments[0]) {
      case "latency" -> {
        Map<String, Percentiles> figures =
            new LatencyBenchmark(system, progress)
                .run(
                    options.number("rate", 50),
                    options.number("seconds", 60),
                    options.number("alerts", 100));
        if (options.json()) {
          print(figures);
        } else {
          System.out.println("a note read through access:     " + figures.get("readThroughAccess"));
          System.out.println(
              "an access to its visible alert: " + figures.get("accessToVisibleAlert"));
        }
      }
      case "ledger" -> {
        LedgerBenchmark.Result result =
            new LedgerBenchmark(
                    system,
                    "127.0.0.1:" + setting("KAFKA_PORT", "9092"),
                    "http://127.0.0.1:" + setting("REGISTRY_PORT", "8085") + "/apis/ccompat/v7",
                    progress)
                .run(
                    options.number("rate", 1_000),
                    options.number("seconds", 300),
                    options.number("seed", 1));
        if (options.json()) {
          print(result);
        } else {
          System.out.printf(
              "%d entries in %.1f s: %.0f a second; the last covered %.0f ms after it was sent; the"
                  + " tree grew by %d%nfrom an event sent to a checkpoint over it: %s%n",
              result.entries(),
              result.seconds(),
              result.entriesPerSecond(),
              result.coveredAfterLastSendMillis(),
              result.treeGrowth(),
              result.sentToCheckpoint());
        }
      }
      default ->
          throw new IllegalArgumentException(
              "benchmark: \"" + arguments[0] + "\" (expected: latency or ledger)");
    }
  }

  private static String setting(String variable, String otherwise) {
    String value = System.getenv(variable);
    return value == null ? otherwise : value;
  }

  private static void print(Object figures) throws JsonProcessingException {
    System.out.println(new ObjectMapper().writeValueAsString(figures));
  }
}
